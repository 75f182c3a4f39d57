package io.pinelink.server.internal.fulltext;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.util.VectorUtil;

/**
 * A warning that Lucene logs once on Java 23 and later: it cannot use the Vector API there. Texts
 * need no vectors, and the warning would appear on the standard error of every test run.
 */
final class VectorizationWarning {
  private VectorizationWarning() {}

  /** Makes Lucene choose its implementation without logging, and leaves the logger as it was. */
  static void suppress() {
    Logger logger =
        Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");
    Level level = logger.getLevel();
    logger.setLevel(Level.OFF);
    try {
      VectorUtil.dotProduct(new float[1], new float[1]);
    } finally {
      logger.setLevel(level);
    }
  }
}
