package io.pinelink.local.datalog;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The files of a data directory. Snapshot n has everything up to the beginning of log n; without a
 * snapshot, log 0 begins with nothing. A log that a snapshot replaces ends with the number of the
 * next log, so that a missing file is noticed; so is a log that ends before its {@link SavedEnd}.
 */
final class DataFiles {
  static final String LOCK = "lock";
  static final String UNFINISHED = ".tmp";

  private static final String LOG = "log-";
  private static final String SNAPSHOT = "snapshot-";

  private static final Logger LOGGER = System.getLogger(DataFiles.class.getName());

  private final Folder folder;

  /**
   * The end of a log, the link that its next entry follows, and the size of all files.
   *
   * @param position without an entry that was not written completely
   */
  record End(SavedEnd.Position position, int link, long bytes) {}

  DataFiles(Folder folder) {
    this.folder = folder;
  }

  static String log(long number) {
    return name(LOG, number);
  }

  static String snapshot(long number) {
    return name(SNAPSHOT, number);
  }

  private static String name(String prefix, long number) {
    return prefix + String.format(Locale.ROOT, "%08d", number);
  }

  /**
   * Creates a log that has no entries.
   *
   * @param force whether to wait for the disk
   */
  void createLog(long number, boolean force) throws IOException {
    String unfinished = log(number) + UNFINISHED;
    byte[] header = Frames.fileHeader(Frames.LOG, number);
    try (Folder.Output created = folder.create(unfinished)) {
      created.write(header, 0, header.length);
      if (force) {
        created.force();
      }
    } catch (IOException e) {
      deleteQuietly(unfinished);
      throw e;
    }
    folder.rename(unfinished, log(number));
    if (force) {
      folder.force();
    }
  }

  void deleteQuietly(String name) {
    try {
      folder.delete(name);
    } catch (IOException e) {
      // It is not part of the data, and deleted at the next start.
    }
  }

  /** Deletes the files that a snapshot replaces. */
  void deleteBefore(long number) {
    try {
      for (String name : folder.list()) {
        if (isBefore(name, LOG, number) || isBefore(name, SNAPSHOT, number)) {
          folder.delete(name);
        }
      }
    } catch (IOException e) {
      // They are deleted at the next start.
    }
  }

  private static boolean isBefore(String name, String prefix, long number) {
    return number(name, prefix) >= 0 && number(name, prefix) < number;
  }

  /** Returns the number in a name; -1 if the name has another form. */
  private static long number(String name, String prefix) {
    String digits = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return digits.matches("[0-9]{8,18}") ? Long.parseLong(digits) : -1;
  }

  private NavigableSet<Long> numbers(String prefix) throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    for (String name : folder.list()) {
      if (number(name, prefix) >= 0) {
        numbers.add(number(name, prefix));
      }
    }
    return numbers;
  }

  /**
   * Reads all files into a state, cuts off a last entry that was not written completely, and
   * deletes what is not part of the data. Nothing changes if the data is not complete.
   *
   * @param initialized whether the directory had data before
   */
  End recover(SavedContents state, boolean initialized) throws IOException {
    NavigableSet<Long> snapshots = numbers(SNAPSHOT);
    NavigableSet<Long> logs = numbers(LOG);
    if (snapshots.isEmpty() && logs.isEmpty()) {
      if (initialized) {
        throw DataFaults.missing(folder.label(log(0)), "the directory had data, and has no log");
      }
      createLog(0, false);
      logs.add(0L);
    }
    long number = snapshots.isEmpty() ? 0 : snapshots.last();
    if (snapshots.isEmpty() && !logs.contains(0L)) {
      throw DataFaults.missing(
          folder.label(snapshot(logs.first())), "log " + logs.first() + " follows it");
    }
    long bytes = 0;
    EntryReader entries = new EntryReader(state);
    long settled = 0;
    if (!snapshots.isEmpty()) {
      settled = readSnapshot(number, entries);
      bytes = folder.size(snapshot(number));
      entries = new EntryReader(state);
    }
    End end = readLog(number, entries, settled, logs);
    bytes += end.position().length();
    while (entries.continuation() >= 0) {
      number = entries.continuation();
      entries = new EntryReader(state);
      end = readLog(number, entries, 0, logs);
      bytes += end.position().length();
    }
    long length = end.position().length();
    for (long rest : logs.tailSet(number, false)) {
      if (folder.size(log(rest)) > Frames.FILE_HEADER) {
        throw DataFaults.damaged(
            folder.label(log(number)), length, "it ends, although log " + rest + " continues it");
      }
    }
    checkSaved(end.position(), initialized);
    cutIncomplete(end.position());
    for (long rest : logs.tailSet(number, false)) {
      folder.delete(log(rest));
    }
    for (String name : folder.list()) {
      if (name.endsWith(UNFINISHED)) {
        folder.delete(name);
      }
    }
    deleteBefore(snapshots.isEmpty() ? 0 : snapshots.last());
    return new End(end.position(), end.link(), bytes);
  }

  /** Refuses a log that ends before what was saved. */
  private void checkSaved(SavedEnd.Position end, boolean initialized) throws IOException {
    SavedEnd.Position saved = SavedEnd.read(folder);
    String record = folder.label(SavedEnd.FILE);
    if (saved == null) {
      if (initialized) {
        LOGGER.log(
            Level.WARNING,
            "{0} is missing, so a log that was cut off cannot be recognized; the data ends at"
                + " offset {1} of {2}",
            record,
            Long.toString(end.length()),
            folder.label(log(end.number())));
      }
    } else if (saved.isAfter(end)) {
      String until =
          saved.number() == end.number()
              ? "everything up to offset " + saved.length()
              : log(saved.number()) + " up to offset " + saved.length();
      throw DataFaults.cut(folder.label(log(end.number())), end.length(), until, record);
    }
  }

  /** Removes an entry that was not written completely: its change was not acknowledged. */
  private void cutIncomplete(SavedEnd.Position end) throws IOException {
    String name = log(end.number());
    long incomplete = folder.size(name) - end.length();
    if (incomplete > 0) {
      LOGGER.log(
          Level.WARNING,
          "{0}: removed the last {1} bytes, a change that was not written completely",
          folder.label(name),
          Long.toString(incomplete));
      try (Folder.Output file = folder.append(name)) {
        file.shorten(end.length());
      }
    }
  }

  private long readSnapshot(long number, EntryReader entries) throws IOException {
    String name = snapshot(number);
    try (LogFrameReader frames = open(name, Frames.SNAPSHOT, number)) {
      while (frames.read()) {
        entries.apply(frames);
      }
      if (entries.settled() < 0) {
        throw DataFaults.damaged(folder.label(name), frames.next(), "it ends too early");
      }
    }
    return entries.settled();
  }

  private LogFrameReader open(String name, int kind, long number) throws IOException {
    return new LogFrameReader(folder.read(name), folder.label(name), kind, number);
  }

  /** Reads a log, and returns its end. */
  private End readLog(long number, EntryReader entries, long settled, NavigableSet<Long> logs)
      throws IOException {
    String name = log(number);
    if (!logs.contains(number)) {
      throw DataFaults.missing(
          folder.label(name), "other files of the directory say that it exists");
    }
    long complete = Frames.FILE_HEADER;
    int link;
    try (LogFrameReader frames = open(name, Frames.LOG, number)) {
      link = frames.link();
      entries.settling(frames.next() < settled);
      while (frames.read()) {
        entries.apply(frames);
        entries.settling(frames.next() < settled);
        if (!entries.isInGroup()) {
          complete = frames.next();
          link = frames.link();
        }
      }
    }
    if (complete < settled) {
      throw DataFaults.damaged(
          folder.label(name), complete, "it ends too early for snapshot " + number);
    }
    return new End(new SavedEnd.Position(number, complete), link, complete);
  }
}
