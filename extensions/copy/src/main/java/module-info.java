/** Copies and comparisons of namespaces. */
module io.pinelink.copy {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;

  exports io.pinelink.copy;
}
