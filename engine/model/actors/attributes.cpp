// SPDX-License-Identifier: Apache-2.0
#include "model/actors/attributes.h"

#include <map>
#include <string>

#include "base/check.h"
#include "model/hierarchy/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Which assets are a sector's strength [A]: administration influence and control, civil society information
/// and competence, business resources and competence.
bool is_strength(Sector sector, Asset asset) {
    switch (sector) {
        case Sector::administration:
            return asset == Asset::influence || asset == Asset::control;
        case Sector::civil_society:
            return asset == Asset::information || asset == Asset::competence;
        case Sector::business:
            return asset == Asset::resources || asset == Asset::competence;
    }
    return false;
}

/// What an organisation whose form is left open is in law: the administration a public body; of civil society an
/// association, else a foundation twice as often as a company [A]; of business a company.
LegalForm drawn_form(Sector sector, double association_share, double luck) {
    switch (sector) {
        case Sector::administration:
            return LegalForm::public_body;
        case Sector::civil_society:
            if (luck < association_share) return LegalForm::association;
            return luck < association_share + (1 - association_share) * 2 / 3 ? LegalForm::foundation
                                                                              : LegalForm::company;
        case Sector::business:
            return LegalForm::company;
    }
    return LegalForm::company;
}

/// Which of an actor's own words is for what.
enum Word : std::size_t {
    time = 0,
    care = 1,
    skill = 2,
    orientation = 3,
    caution = 4,
    founded = 5,
    speaks = 6,
    character = 7,                   // two
    assets = 9,                      // one each
    motives = assets + asset_count,  // one fewer than there are
    end = motives + motive_count - 1
};

/// Which of the words of an actor and a topic.
enum TopicWord : std::size_t { salience, position, priority };

}  // namespace

AttributeDraws::AttributeDraws(const Model& model, RunKey key) : model_(model), key_(key) {
    expects(model.attribute_laws != nullptr,
            "a model without the laws of its attributes draws nothing; make them from its parameters");
    for (const Topic& topic : model.topics) topic_name_.push_back(hash_name(topic.id));
}

void AttributeDraws::prepare(std::span<const EntityKey> entities) {
    prepared_ = entities.size();
    own_.resize(entities.size() * own_blocks);
    first_words(key_, before_the_run, Purpose::population, entities, {own_.data(), own_.size()});
    names_.clear();
    for (const std::uint64_t topic : topic_name_)
        for (const EntityKey entity : entities) names_.push_back(combine(entity, topic));
    on_topics_.resize(names_.size());
    first_words(key_, before_the_run, Purpose::population, {names_.data(), names_.size()},
                {on_topics_.data(), on_topics_.size()});
}

void AttributeDraws::fill(Actors& actors, ActorId i, std::size_t at, const ActorRow& row) {
    const ActorsParameters& p = model_.actors;
    const Block* const own = own_.data() + at * own_blocks;
    const auto word = [own](std::size_t w) { return own[w / 4][w % 4]; };
    const auto share = [&word](std::size_t w) { return share_of(word(w)); };
    static_assert(Word::end == 4 * own_blocks);

    const AttributeLaws& laws = *model_.attribute_laws;
    actors.hours[i] = {.capacity = row.hours.value_or(laws.hours(word(time)))};
    actors.reliability[i] = row.reliability.value_or(laws.standard_normal(word(care)));
    actors.know_how[i] = row.know_how.value_or(laws.know_how(word(skill)));
    actors.trained[i] = 0;
    actors.impact_orientation[i] = row.impact_orientation.value_or(laws.impact_orientation(word(orientation)));
    actors.threshold[i] = share(caution);

    const LegalForm form = drawn_form(row.sector, p.association_share, share(founded));
    actors.legal_form[i] = row.legal_form == LegalForm::drawn ? form : row.legal_form;

    const bool drawn_voice = share(speaks) < p.voice_share && row.sector == Sector::civil_society;
    actors.voice[i] = row.voice || drawn_voice ? 1 : 0;

    for (std::size_t a = 0; a < asset_count; ++a) {
        const double missing = share(assets + a) * (1 - p.asset_scarcity);
        actors.assets[i][a] = is_strength(row.sector, static_cast<Asset>(a)) ? 1 - missing : missing;
    }
    static constexpr const char* names[asset_count] = {"information", "competence", "resources", "influence",
                                                       "control"};
    for (std::size_t a = 0; a < asset_count && !row.asset.empty(); ++a)
        if (const auto given = row.asset.find(names[a]); given != row.asset.end()) actors.assets[i][a] = given->second;

    actors.logic[i].fill((1 - p.own_logic) / (logic_count - 1));
    actors.logic[i][static_cast<std::size_t>(row.sector)] = p.own_logic;

    std::array<double, motive_count - 1> cuts{};
    for (std::size_t m = 0; m < cuts.size(); ++m) cuts[m] = share(motives + m);
    actors.motives[i] = spacings<motive_count>(cuts);

    actors.personality[i] = {laws.standard_normal(word(character)), laws.standard_normal(word(character + 1))};

    const std::size_t topics = topic_name_.size();
    for (const TopicId k : IdRange<TopicId>(topics)) {
        const Block& here = on_topics_[k.index() * prepared_ + at];
        const auto given = [&](const std::map<std::string, double>& values, double drawn) {
            if (values.empty()) return drawn;
            const auto found = values.find(model_.topics[k].id);
            return found != values.end() ? found->second : drawn;
        };
        actors.salience(i, k) = given(row.salience, share_of(here[salience]) / static_cast<double>(topics));
        const Quantiles& of_sector = laws.position[static_cast<std::size_t>(row.sector)];
        actors.position(i, k) = given(row.position, of_sector(here[position]));
        actors.initial_position(i, k) = actors.position(i, k);
        // Who is in office at the start supports what its unit does; only later leaders may not [A].
        const double least = model_.leadership.support_threshold;
        actors.priority(i, k) = least + (1 - least) * share_of(here[priority]);
    }
    actors.hours[i].regulation = regulation_share(model_, actors, i) * actors.hours[i].capacity;
}

}  // namespace gemeinsim
