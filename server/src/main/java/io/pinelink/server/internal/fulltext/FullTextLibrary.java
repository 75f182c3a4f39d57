package io.pinelink.server.internal.fulltext;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;

/** A check for the library that searches texts, which is an optional dependency. */
final class FullTextLibrary {
  private FullTextLibrary() {}

  /**
   * Fails with the names of the missing artifacts if the library cannot be loaded. Otherwise this
   * module may use it afterwards, also from the class path.
   */
  static void require(ClassLoader loader) {
    try {
      Class<?> index = Class.forName("org.apache.lucene.index.IndexWriter", false, loader);
      Class.forName("org.apache.lucene.analysis.snowball.SnowballFilter", false, loader);
      FullTextLibrary.class.getModule().addReads(index.getModule());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new RpcException(
          RpcCode.UNIMPLEMENTED,
          "EmbeddedPinecone searches texts with a library that is not on the class path: add the"
              + " artifacts org.apache.lucene:lucene-core and"
              + " org.apache.lucene:lucene-analysis-common to the tests; as modules they also need"
              + " --add-modules org.apache.lucene.analysis.common");
    }
  }
}
