/** The embedded server, as it is compiled. src/main/module has the descriptor of the jar. */
// The local server is compiled later, so javac does not find its module.
@SuppressWarnings("module")
module io.pinelink.server {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;
  requires io.pinelink.grpc;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.google.protobuf;
  requires io.grpc.netty.shaded;
  requires java.logging;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;

  exports io.pinelink.server;
  exports io.pinelink.server.internal.clock to
      io.pinelink.local;
  exports io.pinelink.server.internal.control to
      io.pinelink.local,
      io.pinelink.testing;
  exports io.pinelink.server.internal.deferred to
      io.pinelink.local;
  exports io.pinelink.server.internal.documents to
      io.pinelink.local;
  exports io.pinelink.server.internal.faults to
      io.pinelink.local;
  exports io.pinelink.server.internal.gateway to
      io.pinelink.local;
  exports io.pinelink.server.internal.grpc to
      io.pinelink.local;
  exports io.pinelink.server.internal.http to
      io.pinelink.local;
  exports io.pinelink.server.internal.imports to
      io.pinelink.local;
  exports io.pinelink.server.internal.inference to
      io.pinelink.local;
  exports io.pinelink.server.internal.limits to
      io.pinelink.local;
  exports io.pinelink.server.internal.product to
      io.pinelink.local,
      io.pinelink.testing;
  exports io.pinelink.server.internal.saving to
      io.pinelink.local;
  exports io.pinelink.server.internal.schema to
      io.pinelink.local;
  exports io.pinelink.server.internal.store to
      io.pinelink.local;
  exports io.pinelink.server.internal.vectors to
      io.pinelink.local;
  exports io.pinelink.server.internal.wire to
      io.pinelink.local;

  opens io.pinelink.server.internal.admin to
      io.pinelink.local;
  opens io.pinelink.server.internal.control to
      io.pinelink.local;
  opens io.pinelink.server.internal.fulltext to
      io.pinelink.local;
  opens io.pinelink.server.internal.imports to
      io.pinelink.local;
}
