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
 * An iterator over the dictionary's entries as vectors, with the embedding of the gloss, read from
 * a file, and the entry as metadata. Keeps the entries and a few embeddings in memory. Not
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
   * Opens the dictionary or a part of it. Embeds missing entries first and shows the progress on
   * standard output; this takes minutes for the whole dictionary.
   *
   * @param count the number of most used nouns, or 0 for the whole dictionary, 117,791 entries
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

  /** Returns the total number of vectors. */
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
