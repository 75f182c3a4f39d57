/** Pinelink: API, models, routing and the SPI of its transports. */
// The contract suite is compiled later, so javac does not find its module.
@SuppressWarnings("module")
module io.pinelink {
  requires static transitive org.jspecify;

  exports io.pinelink;
  exports io.pinelink.admin;
  exports io.pinelink.bulk;
  exports io.pinelink.control;
  exports io.pinelink.documents;
  exports io.pinelink.error;
  exports io.pinelink.imports;
  exports io.pinelink.inference;
  exports io.pinelink.model;
  exports io.pinelink.namespaces;
  exports io.pinelink.network;
  exports io.pinelink.records;
  exports io.pinelink.retry;
  exports io.pinelink.routing;
  exports io.pinelink.spi;
  exports io.pinelink.spi.credential;
  exports io.pinelink.spi.dial;
  exports io.pinelink.spi.request;
  exports io.pinelink.spi.response;
  exports io.pinelink.telemetry;
  exports io.pinelink.watch;
  exports io.pinelink.internal.bulk.targets to
      io.pinelink.connector;
  exports io.pinelink.internal.response to
      io.pinelink.contract,
      io.pinelink.files,
      io.pinelink.grpc,
      io.pinelink.rest,
      io.pinelink.server,
      io.pinelink.testing;
  exports io.pinelink.internal.routing to
      io.pinelink.contract;
  exports io.pinelink.internal.validation to
      io.pinelink.connector;

  uses io.pinelink.spi.TransportProvider;
}
