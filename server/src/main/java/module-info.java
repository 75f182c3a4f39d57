/** The embedded server, as it is compiled. src/main/module has the descriptor of the jar. */
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
}
