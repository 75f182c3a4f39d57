package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.LeafReader;

/**
 * A reader whose statistics leave out deleted documents, so that scores do not depend on the
 * history of an index.
 *
 * <p>Lucene's own statistics count deleted documents until a merge removes them.
 */
final class LiveReader extends FilterDirectoryReader {
  LiveReader(DirectoryReader reader) throws IOException {
    super(
        reader,
        new SubReaderWrapper() {
          @Override
          public LeafReader wrap(LeafReader segment) {
            return segment.hasDeletions() ? new LiveSegment(segment) : segment;
          }
        });
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader reader) throws IOException {
    return new LiveReader(reader);
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }
}
