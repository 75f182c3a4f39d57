package io.pinelink.cli.data;

import io.pinelink.cli.output.FailedCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ids in batches. Those in the lines of a file are read when a batch is taken. */
final class IdBatches implements Iterator<List<String>>, AutoCloseable {
  private final @Nullable BufferedReader file;
  private final Iterator<String> ids;
  private final int size;

  private IdBatches(Collection<String> named, @Nullable BufferedReader file, int size) {
    Stream<String> lines = file == null ? Stream.empty() : file.lines();
    this.file = file;
    this.ids = Stream.concat(named.stream(), lines).filter(id -> !id.isEmpty()).iterator();
    this.size = size;
  }

  /**
   * Opens the ids.
   *
   * @param file a path, or - for standard input; null for none
   * @throws FailedCommand if there are no ids
   * @throws UncheckedIOException if the file cannot be read
   */
  static IdBatches open(Collection<String> named, @Nullable String file, int size) {
    IdBatches batches = new IdBatches(named, file == null ? null : reader(file), size);
    if (!batches.hasNext()) {
      batches.close();
      throw FailedCommand.invalid((file == null ? "--ids" : "--ids-from") + " has no ids");
    }
    return batches;
  }

  private static BufferedReader reader(String file) {
    try {
      return file.equals("-")
          ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          : Files.newBufferedReader(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file of --ids-from: " + e, e);
    }
  }

  @Override
  public boolean hasNext() {
    return ids.hasNext();
  }

  @Override
  public List<String> next() {
    Set<String> batch = new LinkedHashSet<>();
    while (batch.size() < size && ids.hasNext()) {
      batch.add(ids.next());
    }
    if (batch.isEmpty()) {
      throw new NoSuchElementException();
    }
    return List.copyOf(batch);
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close the file of --ids-from: " + e, e);
      }
    }
  }
}
