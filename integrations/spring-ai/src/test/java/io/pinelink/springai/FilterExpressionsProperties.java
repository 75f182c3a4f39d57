package io.pinelink.springai;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.Filter;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.filter.Filter.ExpressionType;
import org.springframework.ai.vectorstore.filter.Filter.Group;
import org.springframework.ai.vectorstore.filter.Filter.Operand;
import org.springframework.ai.vectorstore.filter.Filter.Value;

/**
 * Compares searches and deletions of the embedded server with a direct evaluation of the same
 * expressions, over vectors and over documents. Each key has values of one type, and may be
 * missing.
 */
@Tag("slow")
class FilterExpressionsProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 200);
  private static final long SEED = Long.getLong("pinelink.seed", 20_261_128);
  private static final int DOCUMENTS = 40;
  private static final int MAX_DEPTH = 4;

  private static PrivateService service;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void vectorsAreFoundAndDeletedByTheirMetadata() {
    check(
        PinelinkVectorStore.builder(
                service.newIndex(Metric.COSINE, PointModel.DIMENSION), new PointModel())
            .build());
  }

  @Test
  void documentsAreFoundAndDeletedByTheirFields() {
    check(
        PinelinkVectorStore.builder(
                service.newDocumentIndex("document_content", Metric.COSINE, PointModel.DIMENSION),
                new PointModel())
            .metric(Metric.COSINE)
            .build());
  }

  private void check(PinelinkVectorStore store) {
    List<Document> stored = IntStream.range(0, DOCUMENTS).mapToObj(this::document).toList();
    store.add(stored);
    for (int i = 0; i < CASES; i++) {
      Expression expression = expression(MAX_DEPTH);
      assertThat(found(store, expression))
          .as("seed %s, %s", SEED, expression)
          .isEqualTo(ids(matching(stored, expression, true)));
    }
    for (int i = 0; i < Math.min(CASES, 15); i++) {
      Expression expression = expression(MAX_DEPTH);
      store.delete(expression);
      assertThat(found(store, null))
          .as("seed %s, deletion by %s", SEED, expression)
          .isEqualTo(ids(matching(stored, expression, false)));
      store.add(matching(stored, expression, true));
    }
  }

  private static Set<String> found(PinelinkVectorStore store, @Nullable Expression expression) {
    return ids(
        store.similaritySearch(
            SearchRequest.builder()
                .query("1 0")
                .topK(DOCUMENTS)
                .similarityThresholdAll()
                .filterExpression(expression)
                .build()));
  }

  private static Set<String> ids(List<Document> documents) {
    return documents.stream().map(Document::getId).collect(toSet());
  }

  private static List<Document> matching(
      List<Document> documents, Expression expression, boolean matches) {
    return documents.stream()
        .filter(document -> matches(expression, document.getMetadata()) == matches)
        .toList();
  }

  /** The direct evaluation: a list matches what one of its elements equals. */
  private static boolean matches(Operand operand, Map<String, Object> metadata) {
    if (operand instanceof Group group) {
      return matches(group.content(), metadata);
    }
    Expression e = (Expression) operand;
    if (e.type() == ExpressionType.NOT) {
      return !matches(e.left(), metadata);
    }
    if (e.type() == ExpressionType.AND) {
      return matches(e.left(), metadata) && matches(e.right(), metadata);
    }
    if (e.type() == ExpressionType.OR) {
      return matches(e.left(), metadata) || matches(e.right(), metadata);
    }
    Object value = metadata.get(((Filter.Key) e.left()).key());
    return switch (e.type()) {
      case ISNULL -> value == null;
      case ISNOTNULL -> value != null;
      case EQ -> isAny(value, List.of(operand(e)));
      case NE -> !isAny(value, List.of(operand(e)));
      case IN -> isAny(value, (List<?>) operand(e));
      case NIN -> !isAny(value, (List<?>) operand(e));
      default -> value != null && isOrdered(e.type(), number(value), number(operand(e)));
    };
  }

  private static Object operand(Expression expression) {
    return ((Value) expression.right()).value();
  }

  private static boolean isAny(@Nullable Object value, List<?> operands) {
    if (value instanceof List<?> elements) {
      return elements.stream().anyMatch(operands::contains);
    }
    return value != null && operands.stream().anyMatch(o -> isEqual(value, o));
  }

  private static boolean isEqual(Object value, Object operand) {
    return (value instanceof Number && operand instanceof Number)
        ? number(value) == number(operand)
        : value.equals(operand);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static boolean isOrdered(ExpressionType type, double value, double bound) {
    return switch (type) {
      case GT -> value > bound;
      case GTE -> value >= bound;
      case LT -> value < bound;
      case LTE -> value <= bound;
      default -> throw new AssertionError(type);
    };
  }

  private Document document(int position) {
    Map<String, Object> metadata = new HashMap<>();
    for (Field field : Field.values()) {
      if (random.nextInt(4) > 0) {
        metadata.put(
            field.name(),
            field == Field.TAGS
                ? IntStream.range(0, random.nextInt(3)).mapToObj(i -> field.value(random)).toList()
                : field.value(random));
      }
    }
    return new Document(String.valueOf(position), "1 0", metadata);
  }

  private Expression expression(int depth) {
    int kind = random.nextInt(depth == 0 ? 1 : 5);
    return switch (kind) {
      case 1 -> new Expression(ExpressionType.AND, operand(depth - 1), operand(depth - 1));
      case 2 -> new Expression(ExpressionType.OR, operand(depth - 1), operand(depth - 1));
      case 3 -> new Expression(ExpressionType.NOT, operand(depth - 1));
      default -> comparison();
    };
  }

  private Operand operand(int depth) {
    Expression expression = expression(depth);
    return random.nextInt(3) == 0 ? new Group(expression) : expression;
  }

  private Expression comparison() {
    Field field = Field.values()[random.nextInt(Field.values().length)];
    Filter.Key key = new Filter.Key(field.name());
    ExpressionType type =
        field.isNumber()
            ? pick(
                List.of(
                    ExpressionType.GT,
                    ExpressionType.GTE,
                    ExpressionType.LT,
                    ExpressionType.LTE,
                    ExpressionType.EQ,
                    ExpressionType.IN,
                    ExpressionType.ISNULL))
            : pick(
                List.of(
                    ExpressionType.EQ,
                    ExpressionType.NE,
                    ExpressionType.IN,
                    ExpressionType.NIN,
                    ExpressionType.ISNULL,
                    ExpressionType.ISNOTNULL));
    return switch (type) {
      case ISNULL, ISNOTNULL -> new Expression(type, key);
      case IN, NIN ->
          new Expression(
              type,
              key,
              new Value(
                  IntStream.range(0, random.nextInt(4))
                      .mapToObj(i -> field.value(random))
                      .toList()));
      default -> new Expression(type, key, new Value(field.value(random)));
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The keys of metadata, by the type of their values. */
  private enum Field {
    TEXT,
    TAGS,
    FLAG,
    INTEGER,
    LONG,
    DOUBLE;

    boolean isNumber() {
      return compareTo(INTEGER) >= 0;
    }

    Object value(SplittableRandom random) {
      int small = random.nextInt(-2, 3);
      return switch (this) {
        case TEXT, TAGS -> List.of("", "\"}", "a", "A", "ä😀").get(small + 2);
        case FLAG -> small > 0;
        case INTEGER -> small == 2 ? Integer.MAX_VALUE : small;
        case LONG -> small == 2 ? 1L << 53 : (long) small;
        case DOUBLE -> small / 10.0;
      };
    }
  }
}
