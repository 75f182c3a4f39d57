package engines;

import io.pinelink.Index;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes batches of changes that an engine delivers. */
public final class Changes {
  /** A change that can never be written, and why. */
  public record Refused<T>(T source, Throwable reason) {}

  /** Reads a change from what the engine delivers; an exception refuses it. */
  public interface Reader<T> {
    BulkChange read(T source) throws Exception;
  }

  /** Writes changes, in order for each id, and returns once each is stored or refused. */
  public static <T> List<Refused<T>> write(Index index, Iterable<T> sources, Reader<T> reader) {
    Queue<Refused<T>> refused = new ConcurrentLinkedQueue<>();
    try (BulkWriter<T> writer =
        index.bulkWriter(
            BulkOptions.defaults(),
            (source, failure) -> refused.add(new Refused<>(source, failure.reason())))) {
      for (T source : sources) {
        BulkChange change;
        try {
          change = reader.read(source);
        } catch (Exception e) {
          refused.add(new Refused<>(source, e));
          continue;
        }
        writer.write(change, source);
      }
    } // sends the rest, and waits until everything is stored or refused
    return List.copyOf(refused);
  }

  private Changes() {}
}
