package io.pinelink.cli.watch;

import io.pinelink.cli.connection.WebHookOptions;
import io.pinelink.cli.output.JsonOutput;
import io.pinelink.doctor.watch.RouteChange;
import io.pinelink.doctor.watch.WatchListener;
import io.pinelink.doctor.watch.WatchMetric;
import io.pinelink.doctor.watch.WatchMetric.Sample;
import io.pinelink.internal.concurrent.Scheduler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Sends changes to a URL, one after the other on a thread of its own, so that a slow receiver
 * delays no check. If the queue is full, its oldest change is dropped.
 */
final class WebHook implements WatchListener, AutoCloseable {
  private static final int MAX_QUEUE = 100;

  /** With a backoff of 1 s, the pauses are 63 s in total. */
  private static final int MAX_ATTEMPTS = 7;

  private static final int TIMEOUT_MILLIS = 10_000;

  /** A receiver that sends its response a byte at a time never reaches the timeout of a read. */
  private static final Duration MAX_ATTEMPT = Duration.ofSeconds(30);

  private final URI url;
  private final WebHookOptions options;
  private final Duration backoff;
  private final Consumer<String> notes;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_QUEUE),
          task -> {
            Thread daemon = new Thread(task, "pinelink-web-hook");
            daemon.setDaemon(true);
            return daemon;
          },
          this::drop);

  /**
   * Creates a web hook.
   *
   * @param options the source of the header
   * @param backoff the pause before the second attempt, which doubles with each one
   * @param notes receives one line for each change that was not delivered
   */
  WebHook(URI url, WebHookOptions options, Duration backoff, Consumer<String> notes) {
    this.url = url;
    this.options = options;
    this.backoff = backoff;
    this.notes = notes;
  }

  @Override
  public void changed(RouteChange change) {
    byte[] body = JsonOutput.line(ChangeText.facts(change)).getBytes(StandardCharsets.UTF_8);
    thread.execute(() -> deliver(change.host(), body));
  }

  /** Makes room for a change that does not fit the queue: the newest ones matter most. */
  private void drop(Runnable change, ThreadPoolExecutor executor) {
    if (executor.isShutdown()) {
      dropped.increment();
      return;
    }
    if (executor.getQueue().poll() != null) {
      dropped.increment();
    }
    executor.execute(change);
  }

  private void deliver(String host, byte[] body) {
    String problem = "";
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        if (attempt > 0) {
          TimeUnit.MILLISECONDS.sleep(backoff.toMillis() << (attempt - 1));
        }
        int status = post(body);
        if (status / 100 == 2) {
          delivered.increment();
          return;
        }
        problem = "HTTP " + status;
        if (status != 429 && status / 100 != 5) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        problem = "interrupted";
        break;
      } catch (IOException | RuntimeException e) {
        // Neither the message nor the URL is shown: both may contain its token.
        problem = e.getClass().getSimpleName();
      }
    }
    failed.increment();
    notes.accept(
        "the web hook at %s did not accept a change of %s: %s"
            .formatted(url.getHost(), host, problem));
  }

  private int post(byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    CompletableFuture<Void> limit = Scheduler.system().after(MAX_ATTEMPT);
    CompletableFuture<Void> ended = limit.thenRun(connection::disconnect);
    try {
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      connection.setRequestProperty("Content-Type", "application/json");
      options
          .header()
          .ifPresent(
              header -> {
                String[] parts = header.split(":", 2);
                connection.setRequestProperty(parts[0], parts[1].strip());
              });
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return connection.getResponseCode();
    } finally {
      limit.cancel(false);
      ended.cancel(false);
      connection.disconnect();
    }
  }

  /** Returns the counts of changes as a metric. */
  WatchMetric metric() {
    return new WatchMetric(
        "pinelink.watch.web_hook.changes",
        "Changes for the web hook, by whether it accepted them",
        "",
        true,
        List.of(
            sample("delivered", delivered), sample("failed", failed), sample("dropped", dropped)));
  }

  private static Sample sample(String outcome, LongAdder count) {
    return new Sample(Map.of("pinelink.outcome", outcome), (double) count.sum());
  }

  /** Waits a little until the last changes are sent. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
