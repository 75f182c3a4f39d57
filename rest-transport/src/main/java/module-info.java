/** The REST transport, which clients find as a service. */
// Extensions are compiled later, so javac does not find their modules.
@SuppressWarnings("module")
module io.pinelink.rest {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires org.apache.httpcomponents.core5.httpcore5.h2;

  // An automatic module, such as HttpCore, cannot require modules. This is its own.
  requires jdk.net;

  exports io.pinelink.rest;
  exports io.pinelink.rest.codec to
      io.pinelink.admin;
  exports io.pinelink.rest.json to
      io.pinelink.admin;

  uses io.pinelink.rest.codec.RestBindingProvider;

  provides io.pinelink.spi.TransportProvider with
      io.pinelink.rest.RestTransportProvider;
}
