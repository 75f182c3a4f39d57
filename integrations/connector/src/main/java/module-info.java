/** The options that connectors share, and what they configure. */
// These modules are compiled later, so javac does not find them.
@SuppressWarnings("module")
module io.pinelink.connector {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;

  exports io.pinelink.connector;
  exports io.pinelink.connector.internal to
      io.pinelink.flink,
      io.pinelink.kafkaconnect,
      io.pinelink.spark;
}
