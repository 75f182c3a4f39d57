package engines;

import io.pinelink.Index;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.error.BulkException;
import java.util.concurrent.CompletionException;

/** Writes single articles, which a listener receives on many threads. */
public class ArticleReceiver {
  /** With more than one call at a time, a slow one does not hold up the others. */
  private static final BulkOptions OPTIONS = BulkOptions.builder().concurrency(4, 32).build();

  private final Index index;
  private volatile BulkWriter<Void> writer;

  public ArticleReceiver(Index index) {
    this.index = index;
    this.writer = index.bulkWriter(OPTIONS);
  }

  /** Returns once the article is stored. Throws an IllegalArgumentException if it is refused. */
  public void receive(Article article) {
    BulkWriter<Void> used = writer;
    try {
      used.send(BulkChange.upsert(article.toVector())).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BulkException) {
        replace(used);
        throw e; // deliver it again
      }
      throw new IllegalArgumentException("article " + article.id() + " is refused", e.getCause());
    }
  }

  private synchronized void replace(BulkWriter<Void> failed) {
    if (writer == failed) {
      writer = index.bulkWriter(OPTIONS);
    }
  }
}
