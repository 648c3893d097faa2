"""What was asked, held against what was done and what others say of it: pure functions over documents, codes and register."""
