package io.pinelink.examples;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data of {@code pinelink demo}: a part of the dictionary with its embeddings, the embeddings
 * of the example's queries, and the vectors of words. A vector is a scale and a byte for each
 * value.
 */
record DemoFile(
    List<Entry> entries,
    List<float[]> embeddings,
    Map<String, float[]> queries,
    Map<String, float[]> words) {
  static final Path PATH =
      Path.of("../tools/cli/src/main/resources/io/pinelink/cli/demo/dictionary.bin");

  private static final int MAX = 127;

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(embeddings.get(0).length);
      out.writeInt(entries.size());
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        out.writeUTF(entry.id());
        out.writeUTF(entry.lemma());
        out.writeUTF(entry.lexicalFile());
        out.writeUTF(entry.gloss());
        write(embeddings.get(i), out);
      }
      write(queries, out);
      write(words, out);
    }
  }

  private static void write(Map<String, float[]> vectors, DataOutputStream out) throws IOException {
    out.writeInt(vectors.size());
    for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
      out.writeUTF(vector.getKey());
      write(vector.getValue(), out);
    }
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float scale = Math.max(largest, Float.MIN_NORMAL) / MAX;
    out.writeFloat(scale);
    for (float value : values) {
      out.writeByte(Math.round(value / scale));
    }
  }

  static DemoFile read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int dimension = in.readInt();
      int count = in.readInt();
      List<Entry> entries = new ArrayList<>();
      List<float[]> embeddings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(new Entry(in.readUTF(), in.readUTF(), "noun", in.readUTF(), in.readUTF()));
        embeddings.add(vector(in, dimension));
      }
      return new DemoFile(entries, embeddings, vectors(in, dimension), vectors(in, dimension));
    }
  }

  private static Map<String, float[]> vectors(DataInputStream in, int dimension)
      throws IOException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      vectors.put(in.readUTF(), vector(in, dimension));
    }
    return vectors;
  }

  private static float[] vector(DataInputStream in, int dimension) throws IOException {
    float scale = in.readFloat();
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = scale * in.readByte();
    }
    return values;
  }
}
