/** Readers and writers of data files, and writers of import files. Parquet is on the class path. */
module io.pinelink.files {
  requires transitive io.pinelink;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires static transitive org.jspecify;

  exports io.pinelink.files;
  exports io.pinelink.files.data;
}
