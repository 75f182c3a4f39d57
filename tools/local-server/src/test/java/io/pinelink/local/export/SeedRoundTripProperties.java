package io.pinelink.local.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.imports.ImportFormat;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexVisitor;
import io.pinelink.server.internal.store.NamespaceStatus;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a seed restores what an export wrote, bit by bit. */
class SeedRoundTripProperties {
  private static final long SEED = 20261129;
  private static final int CASES = Math.min(1_000, Integer.getInteger("pinelink.cases", 5));

  /** Every form in which indexes are created; quotes are single. */
  private static final List<String> FORMS =
      List.of(
          "'dimension':3,'metric':'cosine','spec':{'serverless':{'cloud':'aws','region':'us-east-1'}},"
              + "'tags':{'team':'search'},'deletion_protection':'enabled'",
          "'dimension':3,'metric':'euclidean','spec':{'serverless':{'cloud':'gcp',"
              + "'region':'us-central1','schema':{'fields':{'genre':{'filterable':true}}}}}",
          "'dimension':3,'metric':'dotproduct','spec':{'serverless':{'cloud':'aws',"
              + "'region':'us-east-1'}}",
          "'vector_type':'sparse','spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}",
          "'dimension':3,'metric':'dotproduct','spec':{'pod':{'environment':'us-east1-gcp',"
              + "'pod_type':'p1.x1','metadata_config':{'indexed':['genre']}}}",
          "'embed':{'model':'multilingual-e5-large','field_map':{'text':'text'}},"
              + "'cloud':'aws','region':'us-east-1'",
          "'schema':{'fields':{'_values':{'type':'dense_vector','dimension':3,'metric':'cosine'}}},"
              + "'cmek_id':'key-1','tags':{'path':'a/b'}",
          "'schema':{'fields':{'title':{'type':'string','full_text_search':{'language':'en',"
              + "'stop_words':false,'ngram':{'min_gram':2,'max_gram':3}}},"
              + "'v':{'type':'dense_vector','dimension':3,'metric':'euclidean'},"
              + "'s':{'type':'sparse_vector','description':'words'}}}",
          "'schema':{'fields':{'title':{'type':'string','embed':{'model':'llama-text-embed-v2',"
              + "'dimension':384},'sparse_embed':{},'store_text':false}}}",
          "'schema':{'fields':{'title':{'type':'string','embed':{'model':'llama-text-embed-v2',"
              + "'dimension':384}}}}");

  @TempDir private Path directory;

  private final Projects projects = new Projects();

  @ParameterizedTest
  @EnumSource(ImportFormat.class)
  void seedsRestoreWhatExportsWrote(ImportFormat format) throws IOException {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      IndexRegistry written = projects.create();
      for (int i = 0; i < FORMS.size(); i++) {
        fill(written.create(definition("index-" + i, FORMS.get(i)), data -> {}), random);
      }
      Path target = directory.resolve("export-" + seed);

      new Exporter(format, Projects.LOADER).write(written, target);
      IndexRegistry read = projects.create(Duration.ofMinutes(1));
      projects.seeder().load(read, target, null);

      assertThat(contents(read)).as("seed %d", seed).isEqualTo(contents(written));
      assertThat(names(directory)).as("seed %d", seed).allMatch(name -> name.startsWith("export"));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }

  private IndexDefinition definition(String name, String form) {
    try {
      ObjectNode json =
          (ObjectNode)
              PlainJson.MAPPER.readTree(
                  "{'name':'%s',%s}".formatted(name, form).replace('\'', '"'));
      return projects.forms().read(json);
    } catch (IOException e) {
      throw new AssertionError(form, e);
    }
  }

  private static void fill(IndexResource index, SplittableRandom random) {
    StoredIndex data = index.data();
    List<String> namespaces = namespaces(random);
    for (String namespace : namespaces) {
      if (!namespace.isEmpty() && random.nextBoolean() && !index.isOnPods()) {
        data.createNamespace(namespace, random.nextBoolean() ? Set.of("genre") : null);
      }
      int size = random.nextInt(4);
      for (int i = 0; i < size; i++) {
        data.upsert(namespace, List.of(record(index, random)));
      }
    }
    data.aliases(
        (aliases, status) -> {
          aliases.create("live", "__default__", Instant.EPOCH, status);
          for (String target : namespaces) {
            if (!target.isEmpty() && status.apply(target) == NamespaceStatus.ACTIVE) {
              aliases.create("to-it", target, Instant.EPOCH, status);
              break;
            }
          }
          return index;
        });
  }

  /** Returns names that file systems do not take, or do not distinguish. */
  private static List<String> namespaces(SplittableRandom random) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "",
                "en",
                "EN",
                "a/b",
                "..",
                ".hidden",
                "%41",
                "two words",
                "x\ny",
                "\u007f",
                "CON",
                "namespace-1",
                "a.jsonl",
                "long" + "/".repeat(500),
                "long" + "/".repeat(501)));
    List<String> some = new ArrayList<>();
    while (some.size() < 6) {
      some.add(all.remove(random.nextInt(all.size())));
    }
    return some;
  }

  private static StoredVector record(IndexResource index, SplittableRandom random) {
    String id = random.nextBoolean() ? "id-" + random.nextInt(100) : "i\t\"%/" + random.nextInt();
    if (index.schema().isPresent()) {
      return document(id, index.schema().get(), random);
    }
    boolean isSparse = index.data().shape().isSparse();
    return StoredVector.of(
        id,
        isSparse ? new float[0] : floats(index.data().shape().dimension(), random),
        isSparse || (index.data().shape().takesSparse() && random.nextBoolean())
            ? sparse(random)
            : null,
        metadata(random));
  }

  private static StoredVector document(String id, DocumentSchema schema, SplittableRandom random) {
    Map<String, Object> fields = metadata(random);
    boolean storesText = !schema.isUnstored("title");
    if (storesText) {
      fields.put("title", "Spring tides \u00e9\u4e2d " + random.nextInt(10));
    }
    boolean declaresDense =
        schema.denseField() != null && schema.field("v") instanceof DeclaredField.Dense;
    boolean hasDense = !storesText || !declaresDense || random.nextBoolean();
    return StoredVector.ofDocument(
        id,
        hasDense ? floats(schema.shape().dimension(), random) : new float[0],
        schema.sparseField() != null && random.nextBoolean() ? sparse(random).sorted() : null,
        fields);
  }

  /** Returns any finite values, also those whose texts are hard to read back. */
  private static float[] floats(int size, SplittableRandom random) {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      floats[i] = Float.isFinite(value) ? value : -0f;
    }
    floats[random.nextInt(size)] = 1;
    return floats;
  }

  private static SparsePart sparse(SplittableRandom random) {
    int size = 1 + random.nextInt(4);
    int[] indices = random.ints(size * 4L).distinct().limit(size).toArray();
    float[] values = floats(indices.length, random);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 0 ? Float.MIN_VALUE : values[i];
    }
    return Objects.requireNonNull(SparsePart.of(indices, values));
  }

  private static Map<String, Object> metadata(SplittableRandom random) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("genre", "a \u00e9\ud83d\ude00\"\\\n\u0000");
    all.put("flag", random.nextBoolean());
    all.put("number", number(random));
    all.put("list", List.of("a", "", "\u4e2d"));
    all.put("none", List.of());
    all.put("a.b c/%", "");
    all.keySet().removeIf(name -> random.nextInt(3) == 0);
    return all;
  }

  private static double number(SplittableRandom random) {
    double[] numbers = {
      0, -0.0, 1, -1.5, 1L << 53, (1L << 53) + 2.0, Double.MAX_VALUE, Double.MIN_VALUE, 1e300, 0.1
    };
    double any = Double.longBitsToDouble(random.nextLong());
    return random.nextBoolean() || !Double.isFinite(any)
        ? numbers[random.nextInt(numbers.length)]
        : any;
  }

  /** Returns everything that an index has, as text in which floats are bits. */
  private static Map<String, List<String>> contents(IndexRegistry indexes) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (IndexResource index : indexes.list()) {
      List<String> lines = new ArrayList<>();
      lines.add(IndexForms.write(index).toString());
      lines.add("visible: " + new TreeMap<>(index.data().counts()));
      index
          .data()
          .visit(
              new IndexVisitor() {
                @Override
                public void index(
                    long lsn,
                    Map<String, Long> lsns,
                    List<NamespaceSchema> namespaces,
                    Collection<AliasEntry> aliases) {
                  namespaces.forEach(one -> lines.add(one.toString()));
                  aliases.forEach(one -> lines.add(one.name() + " -> " + one.target()));
                }

                @Override
                public void records(String namespace, List<StoredVector> records) {
                  records.forEach(record -> lines.add(namespace + ": " + text(record)));
                }
              });
      contents.put(index.name(), lines);
    }
    return contents;
  }

  private static String text(StoredVector record) {
    StringBuilder text = new StringBuilder(record.id());
    text.append(Arrays.toString(bits(record.values())));
    SparsePart sparse = record.sparse();
    for (int i = 0; sparse != null && i < sparse.size(); i++) {
      text.append(sparse.index(i)).append(':').append(Float.floatToRawIntBits(sparse.value(i)));
    }
    record
        .metadata()
        .forEach(
            (name, value) ->
                text.append(name)
                    .append('=')
                    .append(value.getClass().getSimpleName())
                    .append(value instanceof Double d ? Double.doubleToRawLongBits(d) : value));
    return text.toString();
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
