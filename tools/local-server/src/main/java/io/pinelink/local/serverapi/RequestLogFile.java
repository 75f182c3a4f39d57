package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * A file with one line of JSON for each request. Each line is written immediately with a single
 * write, so that a reader that follows the file never waits for a buffer. Thread-safe.
 */
public final class RequestLogFile implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RequestLogFile.class.getName());

  private final Path file;
  private final InstantSource clock;
  private final OutputStream out;
  private boolean failed;

  private RequestLogFile(Path file, InstantSource clock, OutputStream out) {
    this.file = file;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Opens a file to append to; creates it if it is missing.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static RequestLogFile open(Path file, InstantSource clock) {
    try {
      return new RequestLogFile(
          file,
          clock,
          // Unbuffered.
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("Cannot write the request log " + file + ": " + e, e));
    }
  }

  /** Appends one request. A failure is only logged, so that the client still gets its response. */
  public synchronized void append(RequestLog.Line request) {
    try {
      out.write((line(request) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        LOG.log(System.Logger.Level.WARNING, "Cannot write to the request log " + file, e);
      }
    }
  }

  private String line(RequestLog.Line request) {
    ObjectNode line = PlainJson.MAPPER.createObjectNode();
    line.put("time", clock.instant().toString());
    LoggedRequestJson.addTo(line, request);
    return line.toString();
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
