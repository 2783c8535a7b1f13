"""The annotated articles and the code that reads and checks them."""
