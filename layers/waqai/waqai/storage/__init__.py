"""DynamoDB, S3, SQS, EventBridge and Secrets Manager; the only place that knows boto3."""
