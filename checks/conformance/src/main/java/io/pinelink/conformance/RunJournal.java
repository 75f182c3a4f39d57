package io.pinelink.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file with the names of the indexes that a run creates, each on the disk before its request is
 * sent. The run holds a lock on it, so that another run can distinguish a run that was killed from
 * one that is still busy.
 */
final class RunJournal implements AutoCloseable {
  private static final String SUFFIX = ".journal";

  private final Path file;
  private final FileChannel channel;
  private final String run;
  private final String controlPlane;
  private final Set<String> indexes = new LinkedHashSet<>();
  private boolean kept;

  private RunJournal(Path file, FileChannel channel, String run, String controlPlane) {
    this.file = file;
    this.channel = channel;
    this.run = run;
    this.controlPlane = controlPlane;
  }

  /** Creates the journal of a new run. */
  static RunJournal create(Path directory, String run, String controlPlane) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(run + SUFFIX);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    RunJournal journal = new RunJournal(file, channel, run, controlPlane);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("the journal " + file + " is locked by another process");
      }
      journal.write(Map.of("run", run, "control", controlPlane));
      return journal;
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /** Returns the journals of runs that have ended without removing everything. */
  static List<Path> left(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /** Opens the journal of a run that has ended; null if the run is busy, or has just ended. */
  static @Nullable RunJournal open(Path file) throws IOException {
    RunJournal journal = null;
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        journal = read(file, channel);
      }
      return journal;
    } catch (OverlappingFileLockException e) {
      return null; // a run in this process
    } catch (NoSuchFileException e) {
      return null; // another process has deleted it since it was listed
    } finally {
      if (journal == null && channel != null) {
        channel.close();
      }
    }
  }

  private static RunJournal read(Path file, FileChannel channel) throws IOException {
    String run = "";
    String controlPlane = "";
    Set<String> created = new LinkedHashSet<>();
    boolean kept = false;
    for (String line : Files.readAllLines(file)) {
      Object entry = entry(line);
      if (ReportJson.at(entry, "run") instanceof String id) {
        run = id;
        controlPlane = String.valueOf(ReportJson.at(entry, "control"));
      } else if (ReportJson.at(entry, "create") instanceof String name) {
        created.add(name);
      } else if (ReportJson.at(entry, "gone") instanceof String name) {
        created.remove(name);
      } else if (ReportJson.at(entry, "kept") != null) {
        kept = true;
      }
    }
    channel.position(channel.size());
    RunJournal journal = new RunJournal(file, channel, run, controlPlane);
    journal.indexes.addAll(created);
    journal.kept = kept;
    return journal;
  }

  /** The last line may be incomplete: its request was then never sent. */
  private static @Nullable Object entry(String line) {
    try {
      return ReportJson.parse(line);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  String run() {
    return run;
  }

  String controlPlane() {
    return controlPlane;
  }

  /** Returns whether the user wanted to keep the indexes. */
  boolean isKept() {
    return kept;
  }

  /** Returns the indexes that may exist. */
  List<String> indexes() {
    return List.copyOf(indexes);
  }

  /** Records that an index is about to be created. */
  void creating(String name) throws IOException {
    indexes.add(name);
    write(Map.of("create", name));
  }

  /** Records that an index does not exist any more, or never did. */
  void gone(String name) throws IOException {
    write(Map.of("gone", name));
    indexes.remove(name);
  }

  /** Records that the indexes are to stay until the user removes them. */
  void keep() throws IOException {
    kept = true;
    write(Map.of("kept", true));
  }

  private void write(Map<String, ?> entry) throws IOException {
    ByteBuffer line =
        ByteBuffer.wrap((ReportJson.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
  }

  /** Closes the journal, and deletes it if nothing is left. */
  @Override
  public void close() throws IOException {
    if (indexes.isEmpty()) {
      Files.deleteIfExists(file);
    }
    channel.close();
  }
}
