/** The options that connectors share, and what they configure. */
module io.pinelink.connector {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;

  exports io.pinelink.connector;
}
