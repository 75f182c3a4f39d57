package io.pinelink.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code pinelink local} on a thread of this JVM, from its first line until it is closed. */
public final class RunningLocal implements AutoCloseable {
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final StringWriter err = new StringWriter();
  private final Thread thread;
  private final BufferedReader lines;
  private final JsonNode facts;

  /** Starts the command and waits for its first line. */
  public RunningLocal(String... args) {
    this(Map.of(), args);
  }

  /** Starts the command with environment variables and waits for its first line. */
  public RunningLocal(Map<String, String> environment, String... args) {
    List<String> all = new ArrayList<>(List.of("local"));
    all.addAll(List.of(args));
    try {
      PipedWriter out = new PipedWriter();
      lines = new BufferedReader(new PipedReader(out));
      CommandLine line = Main.commandLine(environment);
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(err, true));
      thread =
          new Thread(
              () -> {
                exitCode.complete(line.execute(all.toArray(String[]::new)));
                line.getOut().close();
              },
              "local");
      thread.start();
      String first = lines.readLine();
      if (first == null) {
        throw new AssertionError("it printed nothing but: " + err);
      }
      facts = new ObjectMapper().readTree(first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the content of the first line. */
  public JsonNode facts() {
    return facts;
  }

  /** Returns the next line; null if the command has ended and printed no more. */
  public @Nullable String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String err() {
    return err.toString();
  }

  /** Returns the port of an address in the first line. */
  public int port(String pointer) {
    String address = facts.at(pointer).textValue();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Stops the command, waits for its end, and returns its exit code. */
  public int stop() {
    thread.interrupt();
    try {
      return exitCode.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
