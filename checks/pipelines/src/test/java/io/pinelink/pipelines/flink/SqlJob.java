package io.pinelink.pipelines.flink;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * A job that executes SQL statements, which can read numbered changes as the view {@code changes}.
 */
public final class SqlJob {
  private SqlJob() {}

  /** Starts the job. Arguments: the number of changes, how many per checkpoint, and statements. */
  public static void main(String... args) {
    long count = Long.parseLong(args[0]);
    int perCheckpoint = Integer.parseInt(args[1]);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    sql.createTemporaryView(
        "changes",
        sql.fromChangelogStream(
            ChangesSource.numbers(environment, count, perCheckpoint)
                .map(number -> row(Change.of(number, count)))
                .returns(
                    Types.ROW_NAMED(
                        new String[] {"id", "embedding", "version"},
                        Types.STRING,
                        PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
                        Types.LONG))
                .setParallelism(Change.SOURCES)
                .uid("rows"),
            Schema.newBuilder()
                .column("id", DataTypes.STRING().notNull())
                .column(
                    "embedding",
                    DataTypes.ARRAY(DataTypes.FLOAT().notNull()).bridgedTo(float[].class))
                .column("version", DataTypes.BIGINT())
                .primaryKey("id")
                .build(),
            ChangelogMode.upsert()));
    Arrays.stream(args).skip(2).forEach(sql::executeSql);
  }

  private static Row row(Change change) {
    return Row.ofKind(
        change.deletes() ? RowKind.DELETE : RowKind.UPDATE_AFTER,
        change.id(),
        change.values(),
        change.version());
  }
}
