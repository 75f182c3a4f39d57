package engines;

import io.pinelink.Index;
import io.pinelink.UpsertCoalescer;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;

/** Writes single articles, which a listener receives on many threads. */
public class ArticleReceiver {
  private final UpsertCoalescer vectors;

  public ArticleReceiver(Index index) {
    this.vectors = index.coalescing();
  }

  /** Returns once the article is stored. Throws an IllegalArgumentException if it is refused. */
  public void receive(Article article) {
    try {
      vectors.upsert(article.toVector());
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.INVALID_ARGUMENT) {
        throw new IllegalArgumentException("article " + article.id() + " is refused", e);
      }
      throw e; // deliver it again
    }
  }
}
