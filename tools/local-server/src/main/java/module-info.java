/** The embedded server as a product: data directory, HTTP interface, exports. */
module io.pinelink.local {
  requires transitive io.pinelink.server;
  requires static transitive org.jspecify;

  exports io.pinelink.local;
}
