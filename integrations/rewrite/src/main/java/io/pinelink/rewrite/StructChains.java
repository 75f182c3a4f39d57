package io.pinelink.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/**
 * Reads {@code Struct.newBuilder()…build()} and its values, and writes them as metadata or a
 * filter.
 */
final class StructChains {
  private static final String LIST_VALUE = "com.google.protobuf.ListValue";
  private static final String VALUES = "com.google.protobuf.util.Values";

  private StructChains() {}

  /** A value in a struct. */
  sealed interface Node {}

  private record Scalar(Expression expression, String type) implements Node {
    Code code() {
      return Code.of("{" + type + "}", expression);
    }
  }

  private record Items(List<Node> nodes) implements Node {}

  private record Members(List<Member> members) implements Node {}

  private record Member(Expression key, Node value) {
    String name() {
      return key instanceof J.Literal literal && literal.getValue() instanceof String text
          ? text
          : "";
    }
  }

  /** Returns whether a call ends a chain that begins with an empty struct. */
  static boolean isChain(J.MethodInvocation call) {
    String owner = Official.owner(call.getMethodType());
    if (call.getSimpleName().equals("getDefaultInstance")) {
      return owner.equals(Official.STRUCT);
    }
    if (!call.getSimpleName().equals("build") || !owner.equals(Official.STRUCT + "$Builder")) {
      return false;
    }
    Expression next = call.getSelect();
    while (next instanceof J.MethodInvocation link && !isStart(link)) {
      next = link.getSelect();
    }
    return next instanceof J.MethodInvocation;
  }

  /** Returns the content of a chain of builder calls, or null if part of it is not in the chain. */
  static @Nullable Node read(Expression expression) {
    if (!(expression instanceof J.MethodInvocation call)) {
      return null;
    }
    String owner = Official.owner(call.getMethodType());
    if (owner.equals(VALUES) && call.getSimpleName().equals("of")) {
      return scalarOf(call.getArguments().get(0));
    }
    List<J.MethodInvocation> chain = new ArrayList<>();
    Expression next = call;
    while (next instanceof J.MethodInvocation link && !isStart(link)) {
      if (!link.getSimpleName().equals("build")) {
        chain.add(0, link);
      }
      next = link.getSelect();
    }
    if (!(next instanceof J.MethodInvocation start)) {
      return null;
    }
    return switch (Official.owner(start.getMethodType())) {
      case Official.STRUCT -> struct(chain);
      case Official.VALUE -> value(chain);
      case LIST_VALUE -> list(chain);
      default -> null;
    };
  }

  private static boolean isStart(J.MethodInvocation call) {
    return (call.getSimpleName().equals("newBuilder")
            && call.getArguments().stream().allMatch(J.Empty.class::isInstance))
        || call.getSimpleName().equals("getDefaultInstance");
  }

  private static @Nullable Node struct(List<J.MethodInvocation> chain) {
    List<Member> members = new ArrayList<>();
    for (J.MethodInvocation call : chain) {
      List<Expression> given = call.getArguments();
      Node value = call.getSimpleName().equals("putFields") ? read(given.get(1)) : null;
      if (value == null) {
        return null;
      }
      members.add(new Member(given.get(0), value));
    }
    return new Members(members);
  }

  private static @Nullable Node value(List<J.MethodInvocation> chain) {
    Node value = null;
    for (J.MethodInvocation call : chain) {
      Expression argument = call.getArguments().get(0);
      switch (call.getSimpleName()) {
        case "setStringValue" -> value = new Scalar(argument, "string");
        case "setNumberValue" -> value = new Scalar(argument, number(argument));
        case "setBoolValue" -> value = new Scalar(argument, "boolean");
        case "setStructValue", "setListValue" -> value = read(argument);
        default -> {
          return null;
        }
      }
    }
    return value;
  }

  private static @Nullable Node list(List<J.MethodInvocation> chain) {
    List<Node> nodes = new ArrayList<>();
    for (J.MethodInvocation call : chain) {
      List<Expression> given = call.getArguments();
      boolean adds = call.getSimpleName().equals("addValues") && given.size() == 1;
      Node value = adds ? read(given.get(0)) : null;
      if (value == null) {
        return null;
      }
      nodes.add(value);
    }
    return new Items(nodes);
  }

  private static @Nullable Node scalarOf(Expression argument) {
    JavaType type = argument.getType();
    if (type == JavaType.Primitive.String) {
      return new Scalar(argument, "string");
    }
    if (type == JavaType.Primitive.Boolean) {
      return new Scalar(argument, "boolean");
    }
    return type instanceof JavaType.Primitive ? new Scalar(argument, number(argument)) : null;
  }

  /** The number of a struct is a double. Whole numbers look the same when they are sent. */
  private static String number(Expression argument) {
    JavaType type = argument.getType();
    return type == JavaType.Primitive.Int || type == JavaType.Primitive.Long ? "long" : "double";
  }

  /** Returns whether the content can only be a filter. */
  static boolean looksLikeFilter(Node node) {
    if (!(node instanceof Members members)) {
      return false;
    }
    return members.members.stream()
        .anyMatch(member -> member.name().startsWith("$") || member.value instanceof Members);
  }

  /** Returns the content as metadata, or null if metadata cannot have it. */
  static @Nullable Code metadata(@Nullable Node node) {
    if (!(node instanceof Members members)) {
      return null;
    }
    List<Member> content = members.members;
    if (content.isEmpty()) {
      return Code.of("Metadata.empty()");
    }
    if (content.size() == 1 && content.get(0).value instanceof Scalar scalar) {
      return Code.of("Metadata.of({string}, {})", content.get(0).key, scalar.code());
    }
    Code code = Code.of("Metadata.builder()");
    for (Member member : content) {
      Code put = put(member.key, member.value);
      if (put == null) {
        return null;
      }
      code.add("{}", put);
    }
    return code.add(".build()");
  }

  /** Returns {@code .put(key, value)}, or null if metadata cannot have the value. */
  static @Nullable Code put(Expression key, @Nullable Node value) {
    if (value instanceof Scalar scalar) {
      return Code.of(".put({string}, {})", key, scalar.code());
    }
    return value instanceof Items items && allStrings(items)
        ? Code.of(".put({string}, List.of({}))", key, joined(items))
        : null;
  }

  private static boolean allStrings(Items items) {
    return items.nodes.stream()
        .allMatch(node -> node instanceof Scalar scalar && scalar.type.equals("string"));
  }

  private static Code joined(Items items) {
    return Code.joined(items.nodes.stream().map(node -> ((Scalar) node).code()).toList());
  }

  /** Returns the content as a filter, or null if Pinelink's filters cannot express it. */
  static @Nullable Code filter(@Nullable Node node) {
    if (!(node instanceof Members members) || members.members.isEmpty()) {
      return null;
    }
    List<@Nullable Code> conditions = new ArrayList<>();
    for (Member member : members.members) {
      if (member.name().equals("$and") || member.name().equals("$or")) {
        conditions.add(nested(member));
      } else if (member.value instanceof Members operators) {
        for (Member operator : operators.members) {
          conditions.add(condition(member.key, operator.name(), operator.value));
        }
      } else {
        conditions.add(condition(member.key, "$eq", member.value));
      }
    }
    return combined("allOf", conditions);
  }

  private static @Nullable Code nested(Member member) {
    if (!(member.value instanceof Items items)) {
      return null;
    }
    List<@Nullable Code> conditions = new ArrayList<>();
    items.nodes.forEach(node -> conditions.add(filter(node)));
    return combined(member.name().equals("$and") ? "allOf" : "anyOf", conditions);
  }

  /** Returns null if there are no conditions, or one of them is null. */
  private static @Nullable Code combined(String call, List<@Nullable Code> conditions) {
    List<Code> all = conditions.stream().filter(Objects::nonNull).toList();
    if (all.isEmpty() || all.size() < conditions.size()) {
      return null;
    }
    return all.size() == 1 ? all.get(0) : Code.of("Filter." + call + "({})", Code.joined(all));
  }

  private static @Nullable Code condition(Expression field, String operator, Node value) {
    if (operator.equals("$exists") && value instanceof Scalar scalar) {
      String name =
          Official.isLiteral(scalar.expression, true)
              ? "exists"
              : Official.isLiteral(scalar.expression, false) ? "missing" : null;
      return name == null ? null : Code.of("Filter." + name + "({string})", field);
    }
    String name =
        switch (operator) {
          case "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in" -> operator.substring(1);
          case "$nin" -> "notIn";
          default -> null;
        };
    if (name == null) {
      return null;
    }
    String call = "Filter." + name + "({string}, {})";
    if (name.equals("in") || name.equals("notIn")) {
      return value instanceof Items items && oneType(items)
          ? Code.of(call, field, joined(items))
          : null;
    }
    return value instanceof Scalar scalar
            && (List.of("eq", "ne").contains(name)
                || List.of("long", "double").contains(scalar.type))
        ? Code.of(call, field, scalar.code())
        : null;
  }

  private static boolean oneType(Items items) {
    return !items.nodes.isEmpty()
        && items.nodes.stream()
                .map(node -> node instanceof Scalar scalar ? scalar.type : "")
                .distinct()
                .count()
            == 1
        && items.nodes.get(0) instanceof Scalar first
        && !first.type.equals("boolean");
  }
}
