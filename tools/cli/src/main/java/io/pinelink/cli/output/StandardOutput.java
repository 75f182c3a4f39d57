package io.pinelink.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output of the process. {@code System.out} ignores errors; here the first one ends the
 * command: as a {@link FailedCommand} in the thread that writes, and as an interrupt of the
 * command's thread if that is another one. Thread-safe.
 */
public final class StandardOutput extends OutputStream {
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Thread command = Thread.currentThread();
  private volatile @Nullable IOException lost;

  private StandardOutput() {}

  /** Replaces {@code System.out}, and returns a writer to it for commands of this thread. */
  public static PrintWriter install() {
    PrintStream stream = new PrintStream(new StandardOutput());
    System.setOut(stream);
    String encoding = System.getProperty("sun.stdout.encoding");
    Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
    return new PrintWriter(stream, true, charset);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    flush();
    try {
      out.write(bytes, start, length);
    } catch (IOException e) {
      lost = e;
      if (Thread.currentThread() != command) {
        command.interrupt();
      }
      flush();
    }
  }

  /** Throws the failure of an earlier write, if there was one. Nothing is buffered here. */
  @Override
  public void flush() {
    IOException failure = lost;
    if (failure != null) {
      throw new FailedCommand(
          isClosedPipe(failure) ? ExitCode.OUTPUT_CLOSED : ExitCode.FILE_FAILED,
          "the results could not be written to standard output",
          failure);
    }
  }

  /** The system's message may be translated, so Linux is asked what standard output is. */
  private static boolean isClosedPipe(IOException failure) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | RuntimeException e) {
      return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
  }
}
