package io.pinelink.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/** The types of the official client. */
final class Official {
  static final String CLIENT = "io.pinecone.clients.Pinecone";
  static final String INDEX = "io.pinecone.clients.Index";
  static final String ASYNC_INDEX = "io.pinecone.clients.AsyncIndex";
  static final String STRUCT = "com.google.protobuf.Struct";
  static final String VALUE = "com.google.protobuf.Value";

  private static final List<String> PACKAGES =
      List.of(
          "io.pinecone.clients.",
          "io.pinecone.commons.",
          "io.pinecone.configs.",
          "io.pinecone.exceptions.",
          "io.pinecone.proto.",
          "io.pinecone.unsigned_indices_model.",
          "io.pinecone.utils.",
          "org.openapitools.control.client.",
          "org.openapitools.db_control.client.",
          "org.openapitools.db_data.client.",
          "org.openapitools.inference.client.");

  private Official() {}

  static boolean owns(String type) {
    return PACKAGES.stream().anyMatch(type::startsWith);
  }

  static boolean owns(@Nullable JavaType type) {
    JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type);
    return qualified != null && owns(qualified.getFullyQualifiedName());
  }

  /** Returns the full name of the type that declares the method, or "" if it is unknown. */
  static String owner(JavaType.@Nullable Method method) {
    return method == null ? "" : method.getDeclaringType().getFullyQualifiedName();
  }

  static String simpleName(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  /** Returns an argument, or null if a call has fewer. */
  static @Nullable Expression at(List<Expression> given, int position) {
    return position < given.size() && !(given.get(position) instanceof J.Empty)
        ? given.get(position)
        : null;
  }

  /** Returns whether an argument is missing or the literal null. */
  static boolean isAbsent(@Nullable Object argument) {
    return argument == null
        || (argument instanceof J.Literal literal && literal.getType() == JavaType.Primitive.Null);
  }

  static boolean isLiteral(Expression expression, Object value) {
    return expression instanceof J.Literal literal && value.equals(literal.getValue());
  }

  /** Returns whether a parameter of the method has this type, whose generics are ignored. */
  static boolean takes(JavaType.Method method, int parameter, String type) {
    List<JavaType> parameters = method.getParameterTypes();
    return parameter < parameters.size()
        && TypeUtils.isOfClassType(parameters.get(parameter), type);
  }
}
