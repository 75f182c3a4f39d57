package io.pinelink.cli.watch;

import io.pinelink.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** {@code pinelink watch} on a thread of this JVM, from its first line until it is closed. */
final class RunningWatch implements AutoCloseable {
  private static final Pattern METRICS = Pattern.compile("metrics: (http://\\S+)/metrics");

  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final StringWriter err = new StringWriter();
  private final BufferedReader lines;
  private final Thread thread;

  RunningWatch(Map<String, String> environment, String... args) {
    List<String> all = new ArrayList<>(List.of("watch", "--listen", "127.0.0.1:0"));
    all.addAll(List.of(args));
    PipedWriter out = new PipedWriter();
    try {
      lines = new BufferedReader(new PipedReader(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CommandLine line = Main.commandLine(environment);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    thread =
        new Thread(
            () -> {
              exitCode.complete(line.execute(all.toArray(String[]::new)));
              line.getOut().close();
            },
            "watch");
    thread.start();
  }

  /** Returns the next line; empty if the command has ended. */
  String line() {
    try {
      String line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String err() {
    return err.toString();
  }

  /** Returns the response of the command's server. */
  HttpResponse<String> get(String path) {
    return request(path, "GET");
  }

  HttpResponse<String> request(String path, String method) {
    Matcher address = METRICS.matcher(err());
    if (!address.find()) {
      throw new AssertionError("no address in " + err());
    }
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address.group(1) + path))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Stops the command, waits for its end, and returns its exit code. */
  int stop() {
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
