package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.pipelines.demo.StepInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The steps of a process, which does what each line of its input says, and prints {@link
 * StepInput#DONE} in a line of its own after each. What it prints for the reader is printed here
 * too.
 */
final class Steps {
  private final JavaProcess process;
  private final Path log;
  private final String shown;
  private int printed;
  private int running;

  /**
   * @param shown what the lines for the reader start with, which is not printed; may be empty
   */
  Steps(JavaProcess process, String shown) {
    this.process = process;
    this.log = process.log();
    this.shown = shown;
  }

  /** Starts a step. */
  void start(String step) {
    running++;
    process.send(step);
  }

  /**
   * Returns whether all steps that were started have ended.
   *
   * @throws IllegalStateException if the process has ended before
   */
  boolean ended() {
    boolean alive = process.isAlive();
    List<String> lines = completeLines();
    for (String line : lines.subList(printed, lines.size())) {
      if (line.equals(StepInput.DONE)) {
        running--;
      } else if (line.startsWith(shown)) {
        System.out.println(line.substring(shown.length()));
      }
    }
    printed = lines.size();
    if (running > 0 && !alive) {
      throw new IllegalStateException("the process has failed:\n" + String.join("\n", lines));
    }
    return running == 0;
  }

  /** Does a step, and waits for its end. */
  void run(String step) {
    start(step);
    await().atMost(KafkaCluster.LONG).until(this::ended);
  }

  private List<String> completeLines() {
    try {
      String text = Files.readString(log);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
