package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 150).mapToObj(i -> "text " + i).toList();

  @TempDir private Path folder;
  private Path file;
  private Path part;

  /** The texts that were embedded, in order. */
  private final List<String> embedded = new ArrayList<>();

  @BeforeEach
  void place() {
    file = folder.resolve("deep/embeddings");
    part = folder.resolve("deep/embeddings.part");
  }

  private EmbeddingCache cache(List<String> texts) {
    return new EmbeddingCache(file, "model", 3, texts);
  }

  private List<float[]> embed(List<String> texts) {
    embedded.addAll(texts);
    return texts.stream().map(EmbeddingCacheTest::embedding).toList();
  }

  private static float[] embedding(String text) {
    return new float[] {text.hashCode(), Float.MIN_VALUE, -text.length()};
  }

  private static void assertHasAll(EmbeddingCache cache, List<String> texts) throws IOException {
    try (EmbeddingCache.Reader reader = cache.read()) {
      for (String text : texts) {
        assertThat(reader.next()).as(text).containsExactly(embedding(text));
      }
      assertThatIOException().isThrownBy(reader::next).withMessageContaining("no more");
    }
  }

  @Test
  void filledEmbeddingsAreReadInOrder() throws IOException {
    List<Integer> progress = new ArrayList<>();

    cache(TEXTS).fill(this::embed, progress::add);

    assertThat(embedded).isEqualTo(TEXTS);
    assertThat(progress).containsExactly(64, 128, 150);
    assertHasAll(cache(TEXTS), TEXTS);
    assertThat(part).doesNotExist();
    try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      assertThat(lines.readLine())
          .matches("embeddings version=1 model=model dimension=3 count=150 texts=[0-9a-f]{8}");
    }
  }

  @Test
  void existingEmbeddingsAreNotComputedAgain() throws IOException {
    cache(TEXTS).fill(this::embed, done -> {});
    embedded.clear();

    cache(TEXTS).fill(this::embed, done -> {});

    assertThat(embedded).isEmpty();
  }

  @Test
  void fillingResumesAfterAnInterruption() throws IOException {
    EmbeddingCache cache = cache(TEXTS);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                cache.fill(
                    texts -> {
                      if (embedded.size() == 64) {
                        throw new IllegalStateException("killed");
                      }
                      return embed(texts);
                    },
                    done -> {}));
    assertThat(file).doesNotExist();
    cut(part, 5); // Only a part of the last embedding reached the disk.
    embedded.clear();

    cache(TEXTS).fill(this::embed, done -> {});

    assertThat(embedded).isEqualTo(TEXTS.subList(63, 150));
    assertHasAll(cache(TEXTS), TEXTS);
  }

  @Test
  void anotherTextModelDimensionOrCountMakesItStale() throws IOException {
    cache(TEXTS).fill(this::embed, done -> {});
    List<String> changed = new ArrayList<>(TEXTS);
    changed.set(70, "another text");

    assertThat(cache(TEXTS).isWhole()).isTrue();
    assertThat(cache(changed).isWhole()).isFalse();
    assertThat(cache(TEXTS.subList(0, 149)).isWhole()).isFalse();
    assertThat(new EmbeddingCache(file, "other", 3, TEXTS).isWhole()).isFalse();
    assertThat(new EmbeddingCache(file, "model", 4, TEXTS).isWhole()).isFalse();

    assertThatIllegalStateException()
        .isThrownBy(cache(changed)::read)
        .withMessageContaining("is incomplete, or belongs to other texts");
    cache(changed).fill(this::embed, done -> {});
    assertHasAll(cache(changed), changed);
  }

  @Test
  void aStalePartIsReplaced() throws IOException {
    Files.createDirectories(part.getParent());
    Files.writeString(part, "embeddings version=0 and a lot more that is not of now".repeat(9));

    cache(TEXTS).fill(this::embed, done -> {});

    assertHasAll(cache(TEXTS), TEXTS);
  }

  @Test
  void aTruncatedFileIsIncomplete() throws IOException {
    cache(TEXTS).fill(this::embed, done -> {});

    cut(file, 1);

    assertThat(cache(TEXTS).isWhole()).isFalse();
  }

  @Test
  void anEmbeddingOfAnotherLengthIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> cache(TEXTS).fill(texts -> List.of(new float[] {1, 2}), done -> {}))
        .withMessage("an embedding has 2 values, not 3");
  }

  @Test
  void fillingWaitsForAnotherProcess() throws Exception {
    Files.createDirectories(part.getParent());
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                part.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('!');
      FutureTask<Void> fill =
          new FutureTask<>(
              () -> {
                cache(TEXTS).fill(this::embed, done -> {});
                return null;
              });
      Thread thread = new Thread(fill);
      thread.start();
      while (!fill.isDone() && !isLocking(thread)) {
        Thread.onSpinWait();
      }
      assertThat(fill.isDone()).isFalse();
      other.getOutputStream().close();
      fill.get();
    } finally {
      other.destroy();
    }

    assertHasAll(cache(TEXTS), TEXTS);
  }

  private static boolean isLocking(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("lock"));
  }

  /** Another process: locks the file until its standard input ends. */
  static final class Holder {
    public static void main(String... args) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.write('!');
        System.out.flush();
        System.in.read();
      }
    }
  }

  private static void cut(Path file, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - bytes);
    }
  }
}
