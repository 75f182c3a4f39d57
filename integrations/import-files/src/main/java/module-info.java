/** Writers of the files of bulk imports. Parquet is on the class path. */
module io.pinelink.files {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;

  exports io.pinelink.files;
}
