import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.Filter;

class FetchVectorsByMetadata {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");

        // Create a metadata filter
        Filter filter = Filter.eq("genre", "action");

        // Fetch vectors by metadata with limit
        FetchByMetadataResponse response = index.namespace("example-namespace").fetchByMetadata(FetchByMetadataRequest.builder(filter).limit(10).build());

        // Fetch with pagination
        String paginationToken = null;
        // TODO Pinelink: paginationToken may be null, which paginationToken(…) refuses: call it only if there is a value
        FetchByMetadataResponse fetchResponse = index.namespace("example-namespace").fetchByMetadata(FetchByMetadataRequest.builder(filter).limit(100).paginationToken(paginationToken).build());

        // Continue pagination if needed
        if (fetchResponse.nextToken().isPresent() && 
            fetchResponse.nextToken().orElse("") != null && 
            !fetchResponse.nextToken().orElse("").isEmpty()) {
            FetchByMetadataResponse nextPage = index.namespace("example-namespace").fetchByMetadata(FetchByMetadataRequest.builder(filter).limit(100).paginationToken(fetchResponse.nextToken().orElse("")).build());
        }
    }
}
