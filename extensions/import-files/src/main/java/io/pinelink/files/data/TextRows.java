package io.pinelink.files.data;

import java.io.IOException;

/** The texts of the rows of a file, in an array that is used for the next one too. */
interface TextRows {
  /**
   * Reads the text of a row.
   *
   * @return false at the end
   * @throws InvalidRowException if it is too long or its end cannot be found
   */
  boolean next() throws IOException, InvalidRowException;

  /** Returns the array that begins with the text, in UTF-8. */
  byte[] bytes();

  /** Returns the number of bytes of the text; 0 if it was too long. */
  int length();

  /** Returns the number of the line on which the row begins, from 1; 0 before the first. */
  long number();
}
