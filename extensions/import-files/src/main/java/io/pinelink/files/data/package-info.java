/**
 * Data files of any size: vectors, records and documents as JSON Lines, CSV or Parquet. Start at
 * {@link io.pinelink.files.data.DataReader} to load a file, and at {@link
 * io.pinelink.files.data.DataWriter} to write one.
 */
@NullMarked
package io.pinelink.files.data;

import org.jspecify.annotations.NullMarked;
