/** The REST transport, which clients find as a service. */
module io.pinelink.rest {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires org.apache.httpcomponents.core5.httpcore5.h2;

  // An automatic module, such as HttpCore, cannot require modules. This is its own.
  requires jdk.net;

  exports io.pinelink.rest;

  provides io.pinelink.spi.TransportProvider with
      io.pinelink.rest.RestTransportProvider;
}
