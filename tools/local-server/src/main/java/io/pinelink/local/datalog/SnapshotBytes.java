package io.pinelink.local.datalog;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.store.Namespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** A snapshot of a server in memory, in the format of a snapshot in a data directory. Immutable. */
public final class SnapshotBytes {
  private static final int PART = 1 << 20;

  private final List<byte[]> parts;
  private final String label;

  private SnapshotBytes(List<byte[]> parts, String label) {
    this.parts = parts;
    this.label = label;
  }

  /**
   * Makes a snapshot.
   *
   * @param resources passes all resources to a sink
   */
  public static SnapshotBytes of(Consumer<ResourceSink> resources) {
    ResourceState now = new ResourceState();
    resources.accept(now);
    List<byte[]> parts = new ArrayList<>();
    try {
      SnapshotWriter writer =
          new SnapshotWriter(
              (bytes, offset, length) ->
                  parts.add(Arrays.copyOfRange(bytes, offset, offset + length)),
              0);
      writer.resources(now);
      now.indexes().forEach((id, index) -> index.visitAtOnce(writer.index(id)));
      writer.end(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SnapshotBytes(parts, "the snapshot");
  }

  /**
   * Reads a snapshot that was {@linkplain #writeTo written}.
   *
   * @param label what it is in messages
   */
  public static SnapshotBytes read(InputStream in, String label) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
      parts.add(part);
    }
    return new SnapshotBytes(parts, label);
  }

  public void writeTo(OutputStream out) throws IOException {
    for (byte[] part : parts) {
      out.write(part);
    }
  }

  public long size() {
    return parts.stream().mapToLong(part -> part.length).sum();
  }

  /**
   * Returns what the snapshot has.
   *
   * @param maker creates namespaces
   * @throws UncheckedIOException if it is damaged
   */
  public SavedState state(Namespace.Maker maker) {
    SavedContents state = new SavedContents(maker);
    EntryReader entries = new EntryReader(state);
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(parts.stream().map(ByteArrayInputStream::new).toList()));
    try (LogFrameReader frames = new LogFrameReader(in, label, Frames.SNAPSHOT, 0)) {
      while (frames.read()) {
        entries.apply(frames);
      }
      if (entries.settled() < 0) {
        throw DataFaults.damaged(label, frames.next(), "it ends too early");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return state;
  }
}
