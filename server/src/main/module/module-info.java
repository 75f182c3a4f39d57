/**
 * The embedded server for tests, with the libraries that it contains. Parquet, which it reads imports with, is on the class
 * path.
 */
module io.pinelink.server {
  requires transitive io.pinelink;
  requires static transitive org.jspecify;
  requires java.logging;
  requires java.naming;
  requires jdk.unsupported;
  requires static java.desktop;
  requires static java.sql;
  requires static java.xml;
  requires static jdk.jfr;
  requires static jdk.management;

  exports io.pinelink.server;
  exports io.pinelink.server.internal.clock to io.pinelink.local;
  exports io.pinelink.server.internal.control to io.pinelink.local, io.pinelink.testing;
  exports io.pinelink.server.internal.deferred to io.pinelink.local;
  exports io.pinelink.server.internal.documents to io.pinelink.local;
  exports io.pinelink.server.internal.faults to io.pinelink.local;
  exports io.pinelink.server.internal.gateway to io.pinelink.local;
  exports io.pinelink.server.internal.grpc to io.pinelink.local;
  exports io.pinelink.server.internal.http to io.pinelink.local;
  exports io.pinelink.server.internal.imports to io.pinelink.local;
  exports io.pinelink.server.internal.inference to io.pinelink.local;
  exports io.pinelink.server.internal.limits to io.pinelink.local;
  exports io.pinelink.server.internal.product to io.pinelink.local, io.pinelink.testing;
  exports io.pinelink.server.internal.saving to io.pinelink.local;
  exports io.pinelink.server.internal.schema to io.pinelink.local;
  exports io.pinelink.server.internal.store to io.pinelink.local;
  exports io.pinelink.server.internal.vectors to io.pinelink.local;
  exports io.pinelink.server.internal.wire to io.pinelink.local;
  exports io.pinelink.server.shaded.com.fasterxml.jackson.core to io.pinelink.local;
  exports io.pinelink.server.shaded.com.fasterxml.jackson.databind to io.pinelink.local;
  exports io.pinelink.server.shaded.com.fasterxml.jackson.databind.node to io.pinelink.local;
  exports io.pinelink.server.shaded.com.google.protobuf to io.pinelink.local;
  exports io.pinelink.server.shaded.proto to io.pinelink.local;

  // The local server saves their records by reflection.
  opens io.pinelink.server.internal.admin to io.pinelink.local;
  opens io.pinelink.server.internal.control to io.pinelink.local;
  opens io.pinelink.server.internal.fulltext to io.pinelink.local;
  opens io.pinelink.server.internal.imports to io.pinelink.local;

  // Lucene looks up the implementations of attributes in them.
  opens io.pinelink.server.shaded.org.apache.lucene.analysis.tokenattributes;
  opens io.pinelink.server.shaded.org.apache.lucene.search;

  uses io.pinelink.server.shaded.org.apache.lucene.codecs.Codec;
  uses io.pinelink.server.shaded.org.apache.lucene.codecs.DocValuesFormat;
  uses io.pinelink.server.shaded.org.apache.lucene.codecs.KnnVectorsFormat;
  uses io.pinelink.server.shaded.org.apache.lucene.codecs.PostingsFormat;
  uses io.pinelink.server.shaded.org.apache.lucene.index.SortFieldProvider;

  provides io.pinelink.server.shaded.org.apache.lucene.codecs.Codec with
      io.pinelink.server.shaded.org.apache.lucene.codecs.lucene912.Lucene912Codec;
  provides io.pinelink.server.shaded.org.apache.lucene.codecs.DocValuesFormat with
      io.pinelink.server.shaded.org.apache.lucene.codecs.lucene90.Lucene90DocValuesFormat;
  provides io.pinelink.server.shaded.org.apache.lucene.codecs.KnnVectorsFormat with
      io.pinelink.server.shaded.org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat,
      io.pinelink.server.shaded.org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat,
      io.pinelink.server.shaded.org.apache.lucene.codecs.lucene99.Lucene99ScalarQuantizedVectorsFormat;
  provides io.pinelink.server.shaded.org.apache.lucene.codecs.PostingsFormat with
      io.pinelink.server.shaded.org.apache.lucene.codecs.lucene912.Lucene912PostingsFormat;
  provides io.pinelink.server.shaded.org.apache.lucene.index.SortFieldProvider with
      io.pinelink.server.shaded.org.apache.lucene.search.SortField.Provider,
      io.pinelink.server.shaded.org.apache.lucene.search.SortedNumericSortField.Provider,
      io.pinelink.server.shaded.org.apache.lucene.search.SortedSetSortField.Provider;
}
