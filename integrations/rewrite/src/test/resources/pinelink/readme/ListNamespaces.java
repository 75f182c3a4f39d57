import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;

import java.util.concurrent.ExecutionException;

class ListNamespaces {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index(indexName);

        // list namespaces without pagination token and limit (if no limit is passed, it'll default to 100)
        ListNamespacesResponse listNamespacesResponse = index.namespaces().list(ListNamespacesRequest.all());

        // list namespaces with pagination token
        listNamespacesResponse = index.namespaces().list(ListNamespacesRequest.builder().paginationToken("some-pagination-token").build());

        // list namespaces with pagination token and a custom limit of 5
        listNamespacesResponse = index.namespaces().list(ListNamespacesRequest.builder().limit(5).paginationToken("some-pagination-token").build());

        // The totalCount field returns the total number of namespaces in the index
        // When prefix filtering is used, it returns the count of namespaces matching the prefix
        int totalCount = Math.toIntExact(listNamespacesResponse.totalCount().orElse(0));

        // list namespaces with prefix filtering
        // Prefix filtering allows you to filter namespaces that start with a specific prefix
        listNamespacesResponse = index.namespaces().list(ListNamespacesRequest.builder().prefix("test-").limit(10).build());
        totalCount = Math.toIntExact(listNamespacesResponse.totalCount().orElse(0)); // Total count of namespaces matching "test-" prefix

        // list namespaces with prefix, pagination token, and limit
        listNamespacesResponse = index.namespaces().list(ListNamespacesRequest.builder().prefix("test-").limit(10).paginationToken("some-pagination-token").build());
        totalCount = Math.toIntExact(listNamespacesResponse.totalCount().orElse(0));
    }
}
