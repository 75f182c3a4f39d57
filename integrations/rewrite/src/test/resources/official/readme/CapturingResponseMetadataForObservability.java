import io.pinecone.clients.Pinecone;
import io.pinecone.clients.Index;
import java.util.Arrays;

class CapturingResponseMetadataForObservability {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY")
            .withResponseMetadataListener(metadata -> {
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
            })
            .build();

        Index index = pinecone.getIndexConnection("example-index");
        index.queryByVector(5, Arrays.asList(1.0f, 2.0f, 3.0f));
        // Output: Operation: query | Client: 45ms | Server: 32ms | Network: 13ms
        //         Read units consumed: 5
    }
}
