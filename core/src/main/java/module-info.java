/** The client. What its own modules alone use is exported to them. */
// These modules are compiled later, so javac does not find them.
@SuppressWarnings("module")
module io.pinelink {
  requires static transitive org.jspecify;

  exports io.pinelink;
  exports io.pinelink.annotation;
  exports io.pinelink.bulk;
  exports io.pinelink.control;
  exports io.pinelink.documents;
  exports io.pinelink.error;
  exports io.pinelink.imports;
  exports io.pinelink.inference;
  exports io.pinelink.interceptor;
  exports io.pinelink.model;
  exports io.pinelink.namespaces;
  exports io.pinelink.network;
  exports io.pinelink.records;
  exports io.pinelink.retry;
  exports io.pinelink.routing;
  exports io.pinelink.telemetry;
  exports io.pinelink.internal.bulk.targets to
      io.pinelink.connector;
  exports io.pinelink.internal.call to
      io.pinelink.admin,
      io.pinelink.doctor;
  exports io.pinelink.internal.concurrent to
      io.pinelink.admin,
      io.pinelink.doctor;
  exports io.pinelink.internal.failure to
      io.pinelink.contract,
      io.pinelink.doctor,
      io.pinelink.grpc,
      io.pinelink.rest;
  exports io.pinelink.internal.hosttext to
      io.pinelink.doctor;
  exports io.pinelink.internal.paging to
      io.pinelink.admin;
  exports io.pinelink.internal.probe to
      io.pinelink.doctor;
  exports io.pinelink.internal.response to
      io.pinelink.admin,
      io.pinelink.contract,
      io.pinelink.files,
      io.pinelink.grpc,
      io.pinelink.rest,
      io.pinelink.server,
      io.pinelink.testing;
  exports io.pinelink.internal.routing to
      io.pinelink.contract,
      io.pinelink.doctor,
      io.pinelink.springboot;
  exports io.pinelink.internal.validation to
      io.pinelink.admin,
      io.pinelink.connector,
      io.pinelink.doctor;
  exports io.pinelink.spi to
      io.pinelink.admin,
      io.pinelink.contract,
      io.pinelink.doctor,
      io.pinelink.grpc,
      io.pinelink.rest,
      io.pinelink.server,
      io.pinelink.testing;
  exports io.pinelink.spi.credential to
      io.pinelink.admin,
      io.pinelink.contract,
      io.pinelink.grpc,
      io.pinelink.rest;
  exports io.pinelink.spi.dial to
      io.pinelink.contract,
      io.pinelink.doctor,
      io.pinelink.grpc,
      io.pinelink.rest;
  exports io.pinelink.spi.request to
      io.pinelink.admin,
      io.pinelink.contract,
      io.pinelink.doctor,
      io.pinelink.grpc,
      io.pinelink.rest;

  uses io.pinelink.spi.OperationProvider;
  uses io.pinelink.spi.TransportProvider;
}
