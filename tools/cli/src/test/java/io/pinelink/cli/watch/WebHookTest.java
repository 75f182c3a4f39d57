package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.cli.connection.WebHookOptions;
import io.pinelink.doctor.watch.WatchMetric.Sample;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebHookTest {
  private final List<String> notes = new CopyOnWriteArrayList<>();

  private WebHook hook(Receiver receiver, String... args) {
    WebHookOptions options = new WebHookOptions();
    new CommandLine(options).setExpandAtFiles(false).parseArgs(args);
    return new WebHook(URI.create(receiver.url()), options, Duration.ofMillis(1), notes::add);
  }

  /** Returns the numbers of changes that were delivered, failed and dropped. */
  private static List<Double> counts(WebHook hook) {
    return hook.metric().samples().stream().map(Sample::value).toList();
  }

  @Test
  void changeIsSentAsJson() {
    try (Receiver receiver = new Receiver();
        WebHook hook = hook(receiver)) {
      hook.changed(Changes.down());

      Receiver.Message message = receiver.next();
      assertThat(message.method()).isEqualTo("POST");
      assertThat(message.path()).isEqualTo("/hooks/secret");
      assertThat(message.type()).isEqualTo("application/json");
      assertThat(message.body()).startsWith("{\"at\":\"2026-").contains("\"health\":\"down\"");
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void failureIsRetried() {
    try (Receiver receiver = new Receiver(503, 429);
        WebHook hook = hook(receiver)) {
      hook.changed(Changes.down());
      await().until(() -> counts(hook).get(0) == 1);

      assertThat(receiver.waiting()).isEqualTo(3);
      assertThat(counts(hook)).containsExactly(1.0, 0.0, 0.0);
    }
  }

  @Test
  void attemptsAreBoundedAndTheUrlIsNotShown() {
    try (Receiver receiver = new Receiver(500, 500, 500, 500, 500, 500, 500);
        WebHook hook = hook(receiver)) {
      hook.changed(Changes.down());
      await().until(() -> notes.size() == 1);

      assertThat(receiver.waiting()).isEqualTo(7);
      assertThat(counts(hook)).containsExactly(0.0, 1.0, 0.0);
    }
    assertThat(notes)
        .containsExactly(
            "the web hook at localhost did not accept a change of " + Changes.HOST + ": HTTP 500");
  }

  @Test
  void refusalIsNotRetried() {
    try (Receiver receiver = new Receiver(404);
        WebHook hook = hook(receiver)) {
      hook.changed(Changes.down());
      await().until(() -> notes.size() == 1);

      assertThat(receiver.waiting()).isEqualTo(1);
    }
  }

  @Test
  void headerIsReadFromItsFileForEachRequest(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("header"), "Authorization: Bearer one\n");
    try (Receiver receiver = new Receiver();
        WebHook hook = hook(receiver, "--web-hook-header", "@" + file)) {
      hook.changed(Changes.down());
      assertThat(receiver.next().authorization()).isEqualTo("Bearer one");

      Files.writeString(file, "Authorization: Bearer two\n");
      hook.changed(Changes.up());
      assertThat(receiver.next().authorization()).isEqualTo("Bearer two");
    }
  }

  @Test
  void theOldestChangesBeyondTheQueueAreDroppedAndNothingWaits() {
    // Nothing answers there, so that the first request waits.
    try (SilentServer silent = new SilentServer();
        WebHook hook = new WebHook(silent.url(), new WebHookOptions(), Duration.ZERO, notes::add)) {
      hook.changed(Changes.down());
      silent.awaitConnection();
      for (int i = 0; i < 105; i++) {
        hook.changed(Changes.firstOf("index" + i));
      }

      assertThat(counts(hook)).containsExactly(0.0, 0.0, 5.0);
      silent.disconnect(); // The other requests fail at once.
      await().until(() -> notes.size() == 101);
    }
    assertThat(notes.get(1)).contains(" a change of index5: ");
    assertThat(notes.get(100)).contains(" a change of index104: ");
  }
}
