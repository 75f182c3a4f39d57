package engines.beam;

import com.fasterxml.jackson.databind.json.JsonMapper;
import engines.Article;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.SerializableSupplier;
import org.joda.time.Instant;

/** Writes lines of JSON, and outputs those that are refused. */
public class WriteArticles extends DoFn<String, String> {
  private record Line(String text, Instant time, BoundedWindow window) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final SerializableSupplier<Pinelink> connect;
  private final String indexName;
  private transient Pinelink client;
  private transient Index index;
  private transient BulkWriter<Line> writer;
  private transient Queue<Line> refused;

  public WriteArticles(SerializableSupplier<Pinelink> connect, String indexName) {
    this.connect = connect;
    this.indexName = indexName;
  }

  @Setup
  public void open() {
    client = connect.get();
    index = client.index(indexName);
  }

  @StartBundle
  public void start() {
    Queue<Line> refused = new ConcurrentLinkedQueue<>();
    this.refused = refused;
    writer = index.bulkWriter(BulkOptions.defaults(), (line, failure) -> refused.add(line));
  }

  @ProcessElement
  public void write(@Element String text, @Timestamp Instant time, BoundedWindow window) {
    Line line = new Line(text, time, window);
    BulkChange change;
    try {
      change = BulkChange.upsert(JSON.readValue(text, Article.class).toVector());
    } catch (Exception e) {
      refused.add(line);
      return;
    }
    writer.write(change, line);
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    writer.close(); // waits until everything is stored or refused
    refused.forEach(line -> context.output(line.text(), line.time(), line.window()));
  }

  @Teardown
  public void close() {
    if (writer != null) {
      writer.cancel(); // of a bundle that failed
    }
    if (client != null) {
      client.close();
    }
  }
}
