package io.pinelink.examples;

import io.pinelink.model.Vector;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Entries of the dictionary as vectors, one after another: the embedding of the gloss, which comes
 * from a file, and the entry as metadata. Memory holds the entries and a few embeddings. Not
 * thread-safe.
 */
public final class DictionaryVectors implements Iterator<Vector>, Closeable {
  private final List<Entry> entries;
  private final EmbeddingCache.Reader embeddings;
  private int next;

  private DictionaryVectors(List<Entry> entries, EmbeddingCache.Reader embeddings) {
    this.entries = entries;
    this.embeddings = embeddings;
  }

  /**
   * Opens some of the dictionary, or all of it. What the directory has no embeddings of yet is
   * embedded first, which takes minutes for all, and how far that is is shown on standard output.
   *
   * @param count how many of the most used nouns, or 0 for the whole dictionary, 117,791 entries
   * @throws IOException if the directory cannot be read or written
   */
  public static DictionaryVectors open(int count, Path directory) throws IOException {
    List<Entry> entries = count == 0 ? Dictionary.all() : Dictionary.mostUsedNouns(count);
    List<String> glosses = entries.stream().map(Entry::gloss).toList();
    EmbeddingCache cache =
        new EmbeddingCache(
            directory.resolve("glosses-" + glosses.size() + ".embeddings"),
            Embedder.MODEL,
            Embedder.DIMENSION,
            glosses);
    if (!cache.isWhole()) {
      Embedder embedder = new Embedder();
      Progress progress = Progress.onConsole("embedding", glosses.size());
      cache.fill(texts -> embedder.embedAll(texts, done -> {}), progress::done);
    }
    return new DictionaryVectors(entries, cache.read());
  }

  /** How many there are in all. */
  public int size() {
    return entries.size();
  }

  @Override
  public boolean hasNext() {
    return next < entries.size();
  }

  @Override
  public Vector next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Entry entry = entries.get(next++);
    try {
      return Vector.of(entry.id(), embeddings.next(), entry.metadata());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    embeddings.close();
  }
}
