import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.FetchByMetadataResponse;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;

class FetchVectorsByMetadata {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection("example-index");

        // Create a metadata filter
        Struct filter = Struct.newBuilder()
            .putFields("genre", Value.newBuilder()
                .setStructValue(Struct.newBuilder()
                    .putFields("$eq", Value.newBuilder()
                        .setStringValue("action")
                        .build()))
                .build())
            .build();

        // Fetch vectors by metadata with limit
        FetchByMetadataResponse response = index.fetchByMetadata("example-namespace", filter, 10, null);

        // Fetch with pagination
        String paginationToken = null;
        FetchByMetadataResponse fetchResponse = index.fetchByMetadata("example-namespace", filter, 100, paginationToken);

        // Continue pagination if needed
        if (fetchResponse.hasPagination() && 
            fetchResponse.getPagination().getNext() != null && 
            !fetchResponse.getPagination().getNext().isEmpty()) {
            FetchByMetadataResponse nextPage = index.fetchByMetadata(
                "example-namespace", filter, 100, fetchResponse.getPagination().getNext());
        }
    }
}
