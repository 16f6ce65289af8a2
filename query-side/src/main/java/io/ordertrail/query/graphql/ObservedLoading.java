package io.ordertrail.query.graphql;

import io.micrometer.common.KeyValues;
import org.springframework.graphql.observation.DataLoaderObservationContext;
import org.springframework.graphql.observation.DefaultDataLoaderObservationConvention;

/** Names a loading by what is known of it before it ends: Spring names it by its result, and one that has failed would be kept as under way. */
class ObservedLoading extends DefaultDataLoaderObservationConvention {

    @Override
    public String getContextualName(DataLoaderObservationContext context) {
        return "graphql dataloader " + context.getDataLoader().getName();
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(DataLoaderObservationContext context) {
        return KeyValues.of("graphql.loader.size", Integer.toString(context.getKeys().size()));
    }
}
