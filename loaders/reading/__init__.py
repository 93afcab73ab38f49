"""Reading: from the text of a document to its assertions, in small composable steps."""
