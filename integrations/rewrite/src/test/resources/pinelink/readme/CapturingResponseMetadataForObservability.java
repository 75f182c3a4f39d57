import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.QueryRequest;

class CapturingResponseMetadataForObservability {
    void run() throws Exception {
        // TODO Pinelink: callListener(…) of Pinelink's builder observes each call; see docs/telemetry.md
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY")
                .withResponseMetadataListener(metadata -> {
                    // TODO Pinelink: CallListener receives the operation, its duration and outcome: docs/telemetry.md
                    System.out.printf("Operation: %s | Client: %dms | Server: %dms | Network: %dms%n",
                            metadata.getOperationName(),
                            metadata.getClientDurationMs(),
                            metadata.getServerDurationMs(),
                            metadata.getNetworkOverheadMs());

                    // Log usage and operation-result fields when available
                    if (metadata.getReadUnits() != null) {
                        System.out.printf("  Read units consumed: %d%n", metadata.getReadUnits());
                    }
                    if (metadata.getUpsertedCount() != null) {
                        System.out.printf("  Upserted count: %d%n", metadata.getUpsertedCount());
                    }
                    if (metadata.getMatchedRecords() != null) {
                        System.out.printf("  Matched records: %d%n", metadata.getMatchedRecords());
                    }
                }).build();

        Index index = pinecone.index("example-index");
        index.query(QueryRequest.builder().vector(1.0f, 2.0f, 3.0f).topK(5).build());
        // Output: Operation: query | Client: 45ms | Server: 32ms | Network: 13ms
        //         Read units consumed: 5
    }
}
