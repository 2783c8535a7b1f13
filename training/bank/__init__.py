"""Short passages with nothing but their triggers marked: many words for each type, cheaply."""
